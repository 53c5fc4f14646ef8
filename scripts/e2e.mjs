// `pnpm e2e [playwright arguments]`
import { endToEnd } from './end-to-end.mjs'
import { runSteps } from './steps.mjs'
import { ensureBrowser, ensureOpenSsh } from './test-tools.mjs'
import { buildWeb } from './web-build.mjs'

buildWeb()
ensureOpenSsh()
const { passed, failed } = await runSteps([endToEnd(ensureBrowser(), process.argv.slice(2))])
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed ? 1 : 0
