import type { Action } from './world.js';

/** What an action may be called besides its own name: whoever speeds up moves to one side as well. */
const alsoCalled: Partial<Record<Action, readonly Action[]>> = {
  'speeds up': ['moves left', 'moves right'],
  'slows down': ['moves left', 'moves right'],
  jumps: ['flies up', 'comes down'],
};

/** Whether a viewer may call what is done by another action's name; whoever is seen has appeared. */
export function mayBeCalled(done: Action, action: Action): boolean {
  return done === action || action === 'appears' || (alsoCalled[done]?.includes(action) ?? false);
}
