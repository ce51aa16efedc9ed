const byDescription = ['search_moments', 'caption_moment', 'query_events'] as const;

/**
 * The tools that can answer each kind of question; any one of them fits. Numbers and order need a tool that sees all that
 * happens, which a search does not; what is said stands in the transcript alone. A kind that is not here (`what-about`, which
 * asks what the question before it asked) is not scored.
 */
const fittingTools: Readonly<Record<string, readonly string[]>> = {
  when: [...byDescription, 'locate_actions', 'recognize_actions'],
  where: [...byDescription, 'ask_moment'],
  what: [...byDescription, 'recognize_actions', 'locate_actions', 'ask_moment'],
  who: [...byDescription, 'ask_moment', 'where_is'],
  'yes-no': [...byDescription, 'recognize_actions', 'ask_moment', 'where_is'],
  absent: [...byDescription, 'read_transcript', 'where_is'],
  'how-many': ['query_events', 'caption_moment'],
  before: ['query_events', 'caption_moment'],
  after: ['query_events', 'caption_moment'],
  'before-after': ['query_events', 'caption_moment'],
  mention: ['read_transcript'],
};

/** Whether one of the tools used fits the kind of question; `undefined` for kinds that have no tools to their name. */
export function usedFittingTool(kind: string, used: readonly string[]): boolean | undefined {
  const fitting = fittingTools[kind];
  return fitting && used.some((tool) => fitting.includes(tool));
}
