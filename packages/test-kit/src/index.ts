/** A cloud in the test's own process, with a clock that the test winds and SDK clients wired to it. */
export {
  startTestCloud,
  type ClientConfig,
  type Duration,
  type TestCloud,
  type TestCloudOptions,
  type Who,
} from './test-cloud.ts'
export { findCliPython } from './cli-python.ts'
