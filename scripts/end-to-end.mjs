const REPORT = '.cache/e2e.json'

/** @returns {import('./steps.mjs').Step} */
export function endToEnd(browser, args = []) {
  return {
    name: 'end to end',
    command: [
      'pnpm',
      '--filter',
      '@brume/e2e',
      'exec',
      'playwright',
      'test',
      '--reporter=list,json',
      ...args,
    ],
    env: {
      PLAYWRIGHT_JSON_OUTPUT_NAME: `${process.cwd()}/${REPORT}`,
      ...(browser ? { CHROMIUM: browser } : {}),
    },
    report: REPORT,
    alone: ['--workers=1'],
  }
}
