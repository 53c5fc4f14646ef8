/** The AWS wire protocols, driven by the SDK's own schemas: bytes ⇄ the SDK's typed inputs and outputs. */
export * from './types.ts'
