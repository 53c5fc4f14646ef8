/** The embedded cloud: EC2 and its neighbours on a local port, in this process. */
export { startCloud, type Cloud, type CloudOptions, type ControlRefusal } from './cloud.ts'
export type { Authorization } from './authorization/authorization.ts'
export type {
  Decision,
  MatchedStatement,
  PolicyLayer,
  PolicyStatement,
  RecordedDecision,
} from './authorization/decision.ts'
export type { IamMode } from './authorization/mode.ts'
export type {
  SignIn,
  SignInAnswer,
  SignInWish,
  SignedInUser,
  UserCredentials,
} from './authorization/sign-in.ts'
export type { ClockState, ClockWish } from './control-clock.ts'
export type { ListedFault, MadeFault } from './control-faults.ts'
export type { TrafficText } from './control-traffic.ts'
export type { Change } from './engine/collection.ts'
export { makeEd25519Pair } from '@brume/guests'
export {
  UnknownEnd,
  type End,
  type Fabric,
  type FlowFailure,
  type Origin,
} from './data-plane/fabric/fabric.ts'
export { DataVersionError } from './engine/database.ts'
export { findPrice, pricesIn, type Price } from './catalogue/prices.ts'
export { defaultAccount } from './engine/default-account.ts'
export { decideFlow } from './network/decide-flow.ts'
export {
  viewOfDescribed,
  type DescribedInterface,
  type DescribedNetwork,
} from './network/described-network.ts'
export { instanceConnectAddress } from './services/ec2/prefix-lists/managed-prefix-lists.ts'
export type { AccountCosts } from './services/usage/costs.ts'
