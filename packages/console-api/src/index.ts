/** The contract between the web app and the BFF: allowed operations and their types, our own routes, the error shape, live feeds, terminals. */
export * from './operations.ts'
export * from './errors.ts'
export * from './connections.ts'
export * from './live.ts'
export * from './terminals.ts'
