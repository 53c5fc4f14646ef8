// Who may import whom (docs/ARCHITECTURE.md). Everything not listed here is forbidden; `scripts/boundaries.test.ts` plants violations.
const packages = {
  'packages/console-api': [],
  'packages/clock': [],
  'packages/ec2-model': [],
  'packages/aws-wire': [],
  'packages/session-channel': ['packages/clock'],
  'packages/guests': ['packages/clock', 'packages/ec2-model'],
  'packages/cloud': [
    'packages/aws-wire',
    'packages/clock',
    'packages/ec2-model',
    'packages/guests',
    'packages/session-channel',
  ],
  'packages/test-kit': ['packages/cloud'],
  'apps/web': ['packages/console-api', 'packages/ec2-model'],
  'apps/bff': [
    'packages/aws-wire', // the fast response parser: docs/decisions
    'packages/clock', // the wall clock that the channel's client end needs
    'packages/cloud',
    'packages/console-api',
    'packages/session-channel',
  ],
  e2e: ['packages/console-api', 'packages/test-kit'],
}
const tests = String.raw`\.test\.tsx?$|/bench/|/testing/`

const folders = {
  'packages/cloud/src/engine': [],
  'packages/cloud/src/catalogue': ['engine'],
  'packages/cloud/src/network': ['engine'],
  'packages/cloud/src/metrics': ['engine'],
  'packages/cloud/src/metering': ['engine', 'catalogue'],
  'packages/cloud/src/services': ['engine', 'catalogue', 'network', 'metrics', 'metering'],
  'packages/cloud/src/data-plane': [
    'engine',
    'catalogue',
    'network',
    'metrics',
    'metering',
    'services',
  ],
  'packages/cloud/src/authorization': ['engine', 'catalogue', 'services'],
  'apps/web/src/lib': [],
  'apps/web/src/i18n': ['lib'],
  'apps/web/src/api': ['lib', 'i18n'],
  'apps/web/src/terminal': ['lib', 'i18n', 'api', 'components'],
  'apps/web/src/components': ['lib', 'i18n'],
  'apps/web/src/code': ['lib'],
  'apps/web/src/activity': ['lib', 'i18n', 'api', 'code', 'components'],
  'apps/web/src/resources': ['lib', 'i18n', 'api', 'code', 'components', 'activity'],
  'apps/web/src/shell': ['lib', 'i18n', 'api', 'code', 'components', 'activity'],
  'apps/web/src/pages': [
    'lib',
    'i18n',
    'api',
    'code',
    'components',
    'activity',
    'terminal',
    'shell',
    'resources',
  ],
}
const escape = (path) => path.replaceAll('.', String.raw`\.`)

export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment:
        "The guest's shell is an evaluator, whose parts call each other by nature: words hold commands, commands hold words.",
      severity: 'error',
      from: { pathNot: '^packages/guests/src/simulated/worker/shell/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...Object.entries(packages).map(([from, to]) => ({
      name: `package-${from}`,
      severity: 'error',
      from: { path: `^${from}/`, pathNot: tests },
      to: {
        path: '^(packages/[^/]+|apps/[^/]+|e2e)/',
        pathNot: `^(${[from, ...to].join('|')})/`,
      },
    })),
    ...Object.entries(folders).map(([from, to]) => {
      const root = from.replace(/\/[^/]+$/, '')
      const siblings = Object.keys(folders)
        .filter((folder) => folder.startsWith(`${root}/`) && folder !== from)
        .map((folder) => folder.slice(root.length + 1))
        .filter((folder) => !to.includes(folder))
      return {
        name: `folder-${from}`,
        severity: 'error',
        from: { path: `^${escape(from)}/`, pathNot: tests },
        to: { path: `^${escape(root)}/(${siblings.join('|')})/` },
      }
    }),
    {
      name: 'page-stands-alone',
      comment: 'A page is one folder, deletable as a unit.',
      severity: 'error',
      from: { path: '^apps/web/src/pages/([^/]+)/' },
      to: { path: '^apps/web/src/pages/([^/]+)/', pathNot: '^apps/web/src/pages/$1/' },
    },
    {
      name: 'only-routes-import-pages',
      severity: 'error',
      from: { path: '^apps/web/src/', pathNot: '^apps/web/src/(pages/|routes\\.tsx$)' },
      to: { path: '^apps/web/src/pages/' },
    },
    {
      name: 'no-sdk-code-in-the-browser',
      comment: 'The web app ships no AWS SDK code; types are free.',
      severity: 'error',
      from: { path: '^(apps/web|packages/(console-api|ec2-model))/', pathNot: tests },
      to: { path: '@aws-sdk|@smithy', dependencyTypesNot: ['type-only', 'type-import'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
}
