/** Kinds of actions, as AWS groups them in its summaries. */
export const accessLevels = ['List', 'Read', 'Write', 'Permissions', 'Tagging'] as const
export type AccessLevel = (typeof accessLevels)[number]
