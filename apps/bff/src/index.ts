/** The console's server, for tests and for `main.ts`. */
export { createApp, type App, type AppDeps } from './app.ts'
export { Connections, guardWrite, type OpenConnection } from './connections/connection.ts'
export { embeddedConnection, type EmbeddedCloud, type CloudChange } from './connections/embedded.ts'
export { ApiFault, refuse } from './fault.ts'
export { sessionOf } from './routes/session.ts'
export type { MakeDemo } from './routes/cloud.ts'
export type { Session } from './security/sessions.ts'
export type { CreateTerminals, Terminals, TerminalsHost } from './terminals-host.ts'
