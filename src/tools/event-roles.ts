/** What a line of `query_events` says, as the first of its details, of the part that its event plays. */
export const eventRoles = { anchor: 'counted from', until: 'counted to', doubtful: 'doubtful: not counted' } as const;

/** What a line of `query_events` says where the event's caption says another thing than was asked for. */
export const otherCaption = 'the caption says another thing';
