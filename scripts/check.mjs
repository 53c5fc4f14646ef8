// `pnpm check`: everything that CI checks except end-to-end, all failures at once.
import { checks } from './checks.mjs'
import { runSteps } from './steps.mjs'

const { passed, failed } = await runSteps(checks)
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed ? 1 : 0
