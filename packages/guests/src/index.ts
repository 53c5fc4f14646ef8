export * from './driver.ts'
export { makeEd25519Pair } from './ed25519-pair.ts'
