import type { Intent } from './question-reading.js';

/** A way of asking: what it wants and which group of the pattern describes the moment. */
export interface IntentPattern {
  readonly intent: Intent;
  readonly pattern: RegExp;
  /** The described moment follows an auxiliary (`does the dog jump`). */
  readonly auxiliary?: boolean;
}

const aux = '(?:does|do|did|is|are|was|were|has|have|can|will)';
const thing =
  '(?:(?:kinds?|sorts?|types?) of )?(?:actors?|characters?|animals?|ones?|figures?|things?|objects?|performers?|persons? or things?|toys?)';
const videos = '(?:videos|films|clips|movies|recordings|episodes)';
const shots = '(?:shots|scenes|clips|moments|segments|cuts|parts|takes)';
const different = '(?:different |distinct |unique |various )*';

const patterns: readonly (readonly [Intent, string, true?])[] = [
  [
    'chat',
    String.raw`(?:hi|hello|hey|thanks|thank you|good (?:morning|evening|day)|help|bye|what can you do|who are you)`,
  ],
  ['list-videos', String.raw`(?:list|show|name|enumerate)(?: me)?(?: all)?(?: of)?(?: the| my| your)? ${videos}\b.*`],
  [
    'list-videos',
    String.raw`(?:what|which) ${videos}(?: (?:are there|do (?:you|i|we) have|are in .*|are available.*|can .*|exist))?`,
  ],
  ['list-videos', String.raw`what is in (?:the|my|this|your) library|list (?:the |my )?library`],
  [
    'count-videos-showing',
    String.raw`in how many ${videos.replace('clips|', '')} (?:(?:is|are) there |(?:do|can|could) (?:you|i|we|one) see |${aux} )?(.+)`,
    true,
  ],
  [
    'count-videos-showing',
    String.raw`how many ${videos.replace('clips|', '')} (?:that |which )?(?:shows?|contains?|features?|includes?|with|in which|where|ha(?:s|ve)(?! (?:i|we|you|been)\b)) (.+)`,
  ],
  ['count-videos', String.raw`how many ${videos.replace('clips|', '')}\b.*`],
  [
    'which-video',
    String.raw`(?:in )?(?:which|what) (?:video|film|movie|recording|episode)s? (?:${aux} )?(?:shows? |contains? |has |have |there )?(.*)`,
  ],
  [
    'video-length',
    String.raw`how long (?:is|are|does) (?:it|(?:the |this |each |every )?(?:video|film|clip|movie|recording|episode)s?)(?: last| take| run)?|(?:what is the )?(?:length|duration) of (?:the|this) (?:video|film|movie|episode|clip)`,
  ],
  [
    'chapters',
    String.raw`(?:(?:please )?(?:give|show|list|tell|write|make|name|what are|divide|split)(?: me)? ?)?(?:it |the video )?(?:into )?(?:the |a |an |all )?(?:list of |table of )?(?:chapters?|chapter list|contents|outline)(?: (?:with|and) (?:times?|titles?|time ?stamps).*)?(?: (?:of|for|in)(?: (?:it|(?:the|this|my) (?:whole |entire )?(?:video|film|movie|episode|clip)))?)?()`,
  ],
  [
    'chapters',
    String.raw`(?:what|which|how many) chapters (?:are there|does (?:it|(?:the|this|my) (?:video|film|movie|episode|clip)) have|has it)(?: in (?:it|(?:the|this|my) (?:video|film|movie|episode|clip)))?()`,
  ],
  [
    'describe',
    String.raw`(?:describe|summari[sz]e|give (?:me )?an? (?:short |brief )?(?:summary|overview|description)|(?:what is )?(?:a |the )?summary)(?: of)?(?: (?:this|it|everything|(?:the )?(?:whole |entire )?(?:video|film|movie|episode|clip|story)))?(?: to me| for me)?()`,
  ],
  [
    'describe',
    String.raw`(?:what is (?:in )?(?:the|this) (?:video|film|movie|episode|clip)(?: about)?|what is (?:it )?about|tell me about (?:it|(?:the|this) (?:video|film|movie|episode|clip))|what (?:happens|is going on|is happening) (?:in|during|throughout) (?:the|this) (?:whole |entire )?(?:video|film|movie|episode|clip))()`,
  ],
  ['duration', String.raw`(?:how long|for how long|how many seconds) ${aux} (.*)`, true],
  ['count-times', String.raw`how (?:often|many times|frequently) ${aux}?(.*)`, true],
  ['count-times', String.raw`(?:count|what is the number of) (?:the )?times (.*)`],
  [
    'count-shots',
    String.raw`how many ${different}${shots}\b(?: are there$| are there in total$| are there (?=\w)| ${aux} (?:it|the video) (?:have|contain)$)?(.*)`,
  ],
  ['count-actors', String.raw`how many ${different}${thing}\b(.*)`],
  ['count-actions', String.raw`how many ${different}(?:actions|activities|movements)\b(.*)`],
  ['count-places', String.raw`how many ${different}(?:places|locations|settings|backgrounds)\b(.*)`],
  ['count-colours', String.raw`how many ${different}colours\b(.*)`],
  ['count-subjects', String.raw`how many ${different}(.+)`],
  ['count-subjects', String.raw`(?:count|what is the number of) (?:the |all )*(.+)`],
  [
    'when',
    String.raw`(?:when|(?:at|on|in|during) (?:what|which) (?:time|times|point|points|moment|second|minute|timestamp|part)s?(?: (?:in|of) the video)?|(?:at )?what (?:time|timestamp)|where in the (?:video|film|clip|episode|movie)|how far in)(?: exactly)? ${aux} (.*)`,
    true,
  ],
  [
    'when',
    String.raw`(?:tell me |give me |what is )?the (?:time|moment|second|point|timestamp)(?: in the video)? (?:when|at which|where|of) (.*)`,
  ],
  ['when', String.raw`(?:when|where in the (?:video|film|clip|episode|movie))\b(.*)`],
  [
    'when',
    String.raw`(?:find|locate|search for|look for|jump to|go to|show(?: me)?|take me to|give me)(?: me)?(?: the (?:moment|part|scene|shot|clip|time|place)s?)?(?: (?:when|where|in which|of|with|that shows?))? ?(.*)`,
  ],
  ['colour', String.raw`(?:of |in )?(?:what|which) colours? ${aux} (.*)`, true],
  ['colour', String.raw`what (?:is|are|was) the colours? of (.*)`],
  ['colour', String.raw`(?:what|which) colour(.*)`],
  [
    'who-beside',
    String.raw`(?:who|what|which ${thing})(?: else)? (?:is|are|stands?|sits?|appears?|waits?|can be seen|was|is standing|is seen)(?: there)? (?:beside|next to|alongside|together with|with|near|by) (.*)`,
  ],
  ['who-beside', String.raw`(?:who|what) accompanies (.*)`],
  [
    'where',
    String.raw`(?:where|(?:in |at |on )?(?:what|which) (?:place|location|setting|background))(?: exactly)? ${aux} (.*)`,
    true,
  ],
  ['where', String.raw`where\b(.*)`],
  [
    'what-happens',
    String.raw`what (?:else )?(?:happens|is happening|happened|goes on|is going on|went on|occurs|takes place|is taking place|is shown|is visible|is there to see|can be seen|is seen|(?:do|can|could) (?:we|you|i|one) see|comes|does (?:the|this) (?:video|clip|film) show)\b(.*)`,
  ],
  ['what-happens', String.raw`how does (?:the|this) (?:video|film|clip|episode|movie|story)()`],
  [
    'what-happens',
    String.raw`what is the (?:thing|action|scene|shot|event)(?: that)?(?: (?:happens|we see|is shown))?()`,
  ],
  ['what-action', String.raw`what (?:is|are) the (?:actions?|activit(?:y|ies)) (?:of|by|performed by|done by) (.*)`],
  [
    'what-action',
    String.raw`(?:what|which) (?:actions?|activit(?:y|ies)|movements?) ${aux} (.+?)(?: (?:perform|performing|do|doing|make|making|carry out|carrying out)\b(.*))?`,
  ],
  ['what-action', String.raw`what (?:else )?${aux} (.+?) (?:do|doing|done|up to|perform|performing)\b(.*)`],
  ['what-action', String.raw`what (?:happens|is happening|happened) (?:to|with) (.*)`],
  ['who', String.raw`(?:name|identify|tell me|say) (?:who|(?:the )?${thing} (?:that|who|which)) (.*)`],
  ['who', String.raw`(?:who|whom|(?:which|what) ${thing})(?: else)? ${aux} (.*)`],
  ['who', String.raw`(?:who|(?:which|what) ${thing})\b(.*)`],
  ['who', String.raw`what (?:is|are|was|were) ((?:in|on|at|there)\b.*|[a-z]+ing\b.*)`],
  ['who', String.raw`what ((?!does\b|do\b|is\b|are\b|did\b|was\b)[a-z]+s\b.*)`],
  ['yes-no', String.raw`(?:is|are|was|were) there (?:any |an |a |ever )?(.*)`],
  [
    'yes-no',
    String.raw`(?:do|does|did|can|could) (?:you|we|i|one|the video|this video|it|the film|the clip|the library)(?: ever)? (?:see|find|show|contain|include|have|feature)(?: any| an| a)? (.*)`,
  ],
  ['yes-no', String.raw`${aux} (.*)`, true],
  ['when', String.raw`(.+)`],
];

/** All ways of asking that are understood, the more special first; each pattern fits a whole normalised question. */
export const intentPatterns: readonly IntentPattern[] = patterns.map(([intent, source, auxiliary]) => ({
  intent,
  pattern: new RegExp(`^(?:${source})$`),
  ...(auxiliary && { auxiliary }),
}));
