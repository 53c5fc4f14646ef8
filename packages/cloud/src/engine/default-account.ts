/** The account of callers who name none. */
export const defaultAccount = '123456789012'
