// Runs named steps one after the other, goes on after a failure, and sums up what passed and names what failed. Tests that
// failed among many are asked once more, alone: see docs/decisions/011-a-second-look-at-few-failures.md.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

/**
 * @typedef {{ name: string, command: string[], env?: Record<string, string>, report?: string, alone?: string[] }} Step
 * `report` is the JSON file that vitest or Playwright writes; its tests are counted, otherwise the step counts as one.
 * `alone`: what the command takes besides the places of some tests, to run these one after the other.
 */

/** More than these are no matter of a busy machine. */
const MOST_UNSTEADY = 5

/** @param {Step[]} steps @returns {Promise<{ passed: number, failed: number }>} */
export async function runSteps(steps) {
  mkdirSync('.cache', { recursive: true })
  const rows = []
  for (const step of steps) {
    console.log(`\n── ${step.name}`)
    if (step.report) rmSync(step.report, { force: true })
    const startedMs = performance.now()
    const code = await run(step)
    const seconds = (performance.now() - startedMs) / 1000
    rows.push({ step, name: step.name, seconds, ...count(step, code) })
  }
  for (const row of rows) await lookAgain(row)
  console.log('')
  for (const row of rows) {
    const verdict = row.failed ? 'FAILED' : 'ok'
    console.log(
      `${verdict.padEnd(7)} ${row.name.padEnd(24)} ${row.seconds.toFixed(1).padStart(6)} s`,
    )
    for (const { text } of row.failures ?? []) console.log(`          ${text}`)
    for (const { text } of row.unsteady ?? []) console.log(`UNSTEADY  ${text}`)
  }
  return {
    passed: rows.reduce((sum, row) => sum + row.passed, 0),
    failed: rows.reduce((sum, row) => sum + row.failed, 0),
  }
}

/** Runs a row's few failed tests alone, once: what passes then is named as unsteady, and counts as passed. */
async function lookAgain(row) {
  const { step, failures = [] } = row
  const places = [...new Set(failures.map(({ place }) => place))]
  if (!step.alone || places.length === 0 || failures.length > MOST_UNSTEADY) return
  if (places.includes(undefined)) return
  console.log(`\n── ${step.name}: once more, alone, what failed`)
  rmSync(step.report, { force: true })
  const again = { ...step, command: [...step.command, ...step.alone, ...places] }
  const { failed, failures: still = [] } = count(again, await run(again))
  if (failed > failures.length) return
  const stillThere = new Set(still.map(({ test }) => test))
  row.unsteady = failed === 0 ? failures : failures.filter(({ test }) => !stillThere.has(test))
  row.failures = failed === 0 ? [] : still
  row.passed += row.failed - failed
  row.failed = failed
}

function run({ command: [program, ...args], env }) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...env } })
    child.once('error', (error) => {
      console.error(error.message)
      resolve(127)
    })
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

function count({ report }, code) {
  if (!report || !existsSync(report))
    return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 }
  const json = JSON.parse(readFileSync(report, 'utf8'))
  const passed = json.numPassedTests ?? json.stats.expected + json.stats.flaky
  const failed = json.numFailedTests ?? json.stats.unexpected
  const failures = json.testResults ? vitestFailures(json) : json.suites.flatMap(playwrightFailures)
  // A crashed run can leave a report in which nothing failed, and a run of nothing has proved nothing.
  if (failed === 0 && (code !== 0 || passed === 0))
    return { passed, failed: 1, failures: [...failures, { text: `ended with exit code ${code}` }] }
  return { passed, failed, failures }
}

const vitestFailures = ({ testResults }) =>
  testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed')
    if (status === 'failed' && failed.length === 0) return [failure(name, name, 'file', message)]
    return failed.map((test) => failure(name, name, test.fullName, test.failureMessages[0]))
  })

const playwrightFailures = ({ suites = [], specs = [] }) => [
  ...specs
    .filter((spec) => !spec.ok)
    .map((spec) =>
      failure(
        `${spec.file}:${spec.line}`,
        spec.file,
        spec.title,
        spec.tests.at(-1)?.results.at(-1)?.error?.message,
      ),
    ),
  ...suites.flatMap(playwrightFailures),
]

/** A failed test: where its runner finds it, its name, and a line about it. */
function failure(place, file, title, message = '') {
  const [cause = ''] = stripVTControlCharacters(message).split('\n')
  const test = `${relative(process.cwd(), file)} › ${title}`
  return { place, test, text: `${test}: ${cause}` }
}
