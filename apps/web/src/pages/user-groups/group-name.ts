export const isGroupName = (name: string): boolean => /^[\w+=,.@-]{1,128}$/.test(name)
