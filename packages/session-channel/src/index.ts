export { ClientSession } from './client-session.ts'
export type {
  ClientSessionEvents,
  ClientSessionOptions,
  ClientState,
  SessionAddress,
} from './client-session.ts'
export type { DataKey, DataKeyRequest } from './client-handshake.ts'
export { decodeFrame, encodeFrame, FrameFlag, MessageType, PayloadType } from './codec.ts'
export type { Decoded, Frame } from './codec.ts'
export type { SessionType } from './handshake-messages.ts'
export type { OpenProgram, Program, ProgramHost } from './program.ts'
export { ReliableChannel } from './reliable-channel.ts'
export type { ChannelEvents, ChannelOptions, ChannelStats, Role } from './reliable-channel.ts'
export { ServerSession } from './server-session.ts'
export type { ServerSessionOptions, SessionLimits } from './server-session.ts'
export type {
  CommandService,
  PortProperties,
  PortService,
  SessionService,
  ShellService,
} from './service.ts'
export { SessionRegistry } from './session-registry.ts'
export type {
  LiveSession,
  RegistryOptions,
  SessionRequest,
  SessionStatus,
  SessionTicket,
} from './session-registry.ts'
export { socketTransport } from './socket-transport.ts'
export type { Socket, SocketTransportOptions } from './socket-transport.ts'
export type { TerminalSize } from './terminal-size.ts'
export { CloseCode } from './transport.ts'
/** Time, for the users of sessions. */
export type { Clock } from '@brume/clock'
export { systemClock } from '@brume/clock'
export type { Transport, TransportListener } from './transport.ts'
