/** A tool call to make. */
export interface PlannedCall {
  readonly name: string;
  readonly args: Record<string, unknown>;
}
