// `npm test`: installs what the tests need, runs every check and the end-to-end tests, ends with a plain count.
import { checks } from './checks.mjs'
import { endToEnd } from './end-to-end.mjs'
import { runSteps } from './steps.mjs'
import { ensureAwsCli, ensureBrowser, ensureOpenSsh } from './test-tools.mjs'

ensureAwsCli()
ensureOpenSsh()
const browser = ensureBrowser()
const { passed, failed } = await runSteps([...checks, endToEnd(browser)])
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed ? 1 : 0
