import {
  compilePolicy,
  parsePolicy as readPolicy,
  type CompiledPolicy,
  type PolicyKind,
  type Problem,
  type ProblemKey,
} from '@brume/ec2-model/policies'
import { malformedPolicy } from '../errors.ts'

/** Documents that were read before: the same text says the same. */
const known = new Map<string, CompiledPolicy>()
const mostKnown = 4000

/** Reads and checks a document as IAM does on writing, ready to be evaluated; throws `MalformedPolicyDocument`. */
export function parsePolicy(text: string, kind: PolicyKind): CompiledPolicy {
  const key = `${kind} ${text}`
  const before = known.get(key)
  if (before) return before
  const { policy, problems } = readPolicy(text, kind)
  if (!policy) throw malformedPolicy(firstComplaint(problems))
  const compiled = compilePolicy(policy)
  if (known.size >= mostKnown) known.clear()
  known.set(key, compiled)
  return compiled
}

type Text = (values: Readonly<Record<string, string>>) => string

const same =
  (text: string): Text =>
  () =>
    text

const syntax = same('Syntax errors in policy.')
const legacy = same('The policy failed legacy parsing')

/**
 * IAM tells one problem, by the order in which it looks, in words that were seen of it:
 * https://github.com/getmoto/moto/blob/master/tests/test_iam/test_iam_policies.py
 */
const complaints: readonly (readonly [readonly ProblemKey[], Text])[] = [
  [
    [
      'invalid-json',
      'not-an-object',
      'duplicate-element',
      'unknown-element',
      'wrong-type',
      'missing-statement',
      'missing-effect',
      'invalid-effect',
      'both-elements',
      'invalid-version',
      'unknown-operator',
      'unknown-principal-type',
    ],
    syntax,
  ],
  [['principal-not-allowed'], same('Policy document should not specify a principal.')],
  [['missing-principal'], same('Missing required field Principal')],
  [['resource-not-allowed'], same('Has prohibited field Resource')],
  [['old-version'], same('Policy document must be version 2012-10-17 or greater.')],
  [['effect-case', 'invalid-date', 'malformed-arn'], legacy],
  [['duplicate-sid'], same('Statement IDs (SID) in a single policy must be unique.')],
  [['missing-action'], same('Policy statement must contain actions.')],
  [['missing-resource'], same('Policy statement must contain resources.')],
  [['resource-not-arn'], ({ resource }) => `Resource ${resource} must be in ARN format or "*".`],
  [
    ['resource-partition'],
    ({ partition, resource }) =>
      `Partition "${partition}" is not valid for resource "${resource}".`,
  ],
  [
    ['resource-vendor'],
    same('Resource vendor must be fully qualified and cannot contain regexes.'),
  ],
  [
    ['iam-resource-region'],
    ({ resource }) => `IAM resource ${resource} cannot contain region information.`,
  ],
  [
    ['resource-region'],
    ({ resource }) => `Resource ${resource} can not contain region information.`,
  ],
  [
    ['iam-resource-path'],
    ({ paths }) => `IAM resource path must either be "*" or start with ${paths}.`,
  ],
  [
    ['action-without-service'],
    same('Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.'),
  ],
  [['action-colons'], same('Actions/Condition can contain only one colon.')],
  [['invalid-service'], ({ service }) => `Vendor ${service} is not valid`],
  [['trust-action'], same('AssumeRole policy may only specify STS AssumeRole actions.')],
]

function firstComplaint(problems: readonly Problem[]): string {
  for (const [keys, text] of complaints) {
    const found = problems.find(({ key }) => keys.includes(key))
    if (found) return text(found.values)
  }
  return syntax({})
}

/** Whether the statements allow an action on some resource: an explicit deny wins. Conditions are not judged. */
export function allows(policies: readonly CompiledPolicy[], action: string): boolean {
  const covering = policies
    .flatMap(({ statements }) => statements)
    .filter((each) => each.coversAction(action))
    .map(({ statement }) => statement.effect)
  return covering.includes('Allow') && !covering.includes('Deny')
}
