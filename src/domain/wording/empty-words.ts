/** Words that ask or join but name nothing that could be seen in a video. */
export const emptyWords: ReadonlySet<string> = new Set(
  [
    'a an the this that these those some any all each every another other else no not only really ever actually exactly',
    'i you we me us my your our he she it they him her them his its their itself one ones someone somebody something anyone anybody anything nobody',
    'is are was were be been being am do does did doing done has have had can could will would shall should may might must',
    "isn't aren't wasn't weren't doesn't don't didn't can't couldn't",
    'what which who whom whose when where why how much many',
    'in on at to of from by for with into onto inside within during over under and or but so if then than as while because',
    'there here now just also too again yet please both',
    'video videos clip clips shot shots scene scenes moment moments film films movie footage episode library recording recordings picture frame part segment',
    'time times point second seconds minute minutes happen happens happened happening occur occurs occurred place takes',
    'see seen shown show shows showing visible contain contains find found look looks like called named exist exists',
    'actor actors character characters figure thing things kind sort object subject color colour colors colours action actions',
    'first last start starts begin begins beginning end ends finally',
  ]
    .join(' ')
    .split(' '),
);
