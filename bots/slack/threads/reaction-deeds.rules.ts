/** What a reaction asks for: to have the ticket, that it is done, that there be one. */
export type ReactionDeed = 'take' | 'resolve' | 'create';

/** The reactions that mean something, by Slack's names. */
export const reactionDeeds: Readonly<Partial<Record<string, ReactionDeed>>> = {
  eyes: 'take',
  white_check_mark: 'resolve',
  ticket: 'create',
};
