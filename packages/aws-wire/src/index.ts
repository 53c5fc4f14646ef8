/** The AWS wire protocols, driven by the SDK's own schemas: bytes ⇄ the SDK's typed inputs and outputs. */
export { recycleChunk } from './byte-sink.ts'
export { encodeError } from './encode-error.ts'
export { findSigner, identify } from './identify.ts'
export { readBodies, readBody } from './read-body.ts'
export { loadService, type ServiceModel, unknownOperation } from './service-model.ts'
export * from './types.ts'
export { WireFault } from './wire-fault.ts'
