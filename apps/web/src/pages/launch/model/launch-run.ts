import type { ApiError } from '@brume/console-api'
import type { StepName } from './error-fields.ts'
import type { LaunchForm } from './form.ts'
import type { Permission } from '../../../lib/security-rules.ts'
import {
  planLaunch,
  type CreateKeyPairInput,
  type CreateSecurityGroupInput,
  type LaunchPlan,
} from './plan.ts'
import type { RunInstancesInput } from './run-instances.ts'

/** The calls that a launch makes. */
export interface LaunchCalls {
  createKeyPair(input: CreateKeyPairInput): Promise<{ readonly material: string }>
  createSecurityGroup(input: CreateSecurityGroupInput): Promise<{ readonly groupId: string }>
  authorize(groupId: string, permissions: readonly Permission[]): Promise<void>
  revoke(groupId: string, permissions: readonly Permission[]): Promise<void>
  /** The last call: launches the instances, or keeps the launch as a template. Answers what it made. */
  finish(input: RunInstancesInput): Promise<{ readonly ids: readonly string[] }>
  /** Any thrown thing as the error to show. */
  toError(thrown: unknown): ApiError
  /** The private key exists only in this answer: it is handed over before the next step starts. */
  saveKey(key: CreateKeyPairInput, material: string): void
  newToken(): string
}

export interface StepState {
  readonly step: StepName
  readonly status: 'waiting' | 'running' | 'done' | 'reused' | 'failed'
  /** What it made: a name, ids. */
  readonly result?: string
  readonly error?: ApiError
}

/** What earlier attempts have made, so that a retry does not make it twice. */
export interface Memory {
  readonly keyPair?: CreateKeyPairInput
  readonly group?: { readonly input: CreateSecurityGroupInput; readonly id: string }
  readonly permissions?: readonly Permission[]
  readonly launch?: { readonly input: RunInstancesInput; readonly token: string }
}

export interface LaunchRun {
  readonly steps: readonly StepState[]
  readonly memory: Memory
  /** Of the instances, or of the template. */
  readonly ids?: readonly string[]
}

/**
 * Runs the launch: the steps that are needed, in order, stopping at the first refusal. Given the memory of an earlier attempt it
 * continues where that one failed, also when the form was corrected in between: what still fits is reused, what changed is made
 * anew, and rules of a group that exists already are added and removed to match. `onChange` sees every state.
 */
export async function runLaunch(
  form: LaunchForm,
  calls: LaunchCalls,
  memory: Memory,
  onChange: (run: LaunchRun) => void,
): Promise<LaunchRun> {
  const plan = planLaunch(form)
  const names = stepsOf(plan, memory)
  let run: LaunchRun = {
    steps: names.map((step) => ({ step, status: 'waiting' })),
    memory,
  }
  const publish = (next: LaunchRun) => {
    run = next
    onChange(run)
  }
  publish(run)
  for (const name of names) {
    publish(withStep(run, { step: name, status: 'running' }))
    try {
      const outcome = await performStep(name, plan, run, calls)
      publish({ ...withStep(run, outcome.state), ...outcome.changes })
    } catch (thrown) {
      const failure = thrown instanceof StepFailure ? thrown : undefined
      const error = calls.toError(failure ? failure.cause : thrown)
      const failed = withStep(run, { step: name, status: 'failed', error })
      publish(failure ? { ...failed, memory: failure.memory } : failed)
      return run
    }
  }
  return run
}

function stepsOf(plan: LaunchPlan, memory: Memory): readonly StepName[] {
  const names: StepName[] = []
  if (plan.keyPair) names.push('CreateKeyPair')
  if (plan.securityGroup) {
    names.push('CreateSecurityGroup')
    if (rulesToRevoke(plan, memory).length > 0) names.push('RevokeSecurityGroupIngress')
    if (plan.permissions) names.push('AuthorizeSecurityGroupIngress')
  }
  names.push('RunInstances')
  return names
}

interface Outcome {
  readonly state: StepState
  readonly changes: Partial<LaunchRun>
}

async function performStep(
  step: StepName,
  plan: LaunchPlan,
  run: LaunchRun,
  calls: LaunchCalls,
): Promise<Outcome> {
  const { memory } = run
  switch (step) {
    case 'CreateKeyPair':
      return createKeyPair(step, plan, memory, calls)
    case 'CreateSecurityGroup':
      return createGroup(step, plan, memory, calls)
    case 'RevokeSecurityGroupIngress': {
      const unwanted = rulesToRevoke(plan, memory)
      const kept = (memory.permissions ?? []).filter((rule) => !includes(unwanted, rule))
      await calls.revoke(memory.group?.id ?? '', unwanted)
      return {
        state: { step, status: 'done' },
        changes: { memory: { ...memory, permissions: kept } },
      }
    }
    case 'AuthorizeSecurityGroupIngress': {
      const wanted = plan.permissions ?? []
      const present = memory.permissions ?? []
      const missing = wanted.filter((rule) => !includes(present, rule))
      if (missing.length === 0) return { state: { step, status: 'reused' }, changes: {} }
      await calls.authorize(memory.group?.id ?? '', missing)
      return {
        state: { step, status: 'done' },
        changes: { memory: { ...memory, permissions: [...present, ...missing] } },
      }
    }
    case 'RunInstances':
      return finish(step, plan, memory, calls)
  }
}

/** Names that are taken, but by what an earlier attempt of this launch made and the next one will reuse. */
export function reusedNames(
  form: LaunchForm,
  memory: Memory,
): { readonly keyName?: string; readonly groupName?: string } {
  const plan = planLaunch(form)
  return {
    ...(memory.keyPair &&
      same(memory.keyPair, plan.keyPair) && { keyName: memory.keyPair.KeyName }),
    ...(memory.group &&
      same(memory.group.input, plan.securityGroup) && { groupName: memory.group.input.GroupName }),
  }
}

async function createKeyPair(
  step: StepName,
  plan: LaunchPlan,
  memory: Memory,
  calls: LaunchCalls,
): Promise<Outcome> {
  const input = plan.keyPair
  if (!input) throw new Error('The plan has no key pair')
  const result = input.KeyName
  if (same(memory.keyPair, input)) return { state: { step, status: 'reused', result }, changes: {} }
  const { material } = await calls.createKeyPair(input)
  calls.saveKey(input, material)
  return {
    state: { step, status: 'done', result },
    changes: { memory: { ...memory, keyPair: input } },
  }
}

async function createGroup(
  step: StepName,
  plan: LaunchPlan,
  memory: Memory,
  calls: LaunchCalls,
): Promise<Outcome> {
  const input = plan.securityGroup
  if (!input) throw new Error('The plan has no security group')
  if (memory.group && same(memory.group.input, input))
    return { state: { step, status: 'reused', result: memory.group.id }, changes: {} }
  const { groupId } = await calls.createSecurityGroup(input)
  return {
    state: { step, status: 'done', result: groupId },
    changes: { memory: { ...memory, group: { input, id: groupId }, permissions: [] } },
  }
}

/** The token makes a repeated request one launch; it changes with the request, since EC2 refuses one token for two requests. */
async function finish(
  step: StepName,
  plan: LaunchPlan,
  memory: Memory,
  calls: LaunchCalls,
): Promise<Outcome> {
  const created = memory.group ? { securityGroupId: memory.group.id } : {}
  const input = plan.instances(created)
  const token =
    memory.launch && same(memory.launch.input, input) ? memory.launch.token : calls.newToken()
  const remembered = { ...memory, launch: { input, token } }
  try {
    const { ids } = await calls.finish({ ...input, ClientToken: token })
    return {
      state: { step, status: 'done', result: ids.join(', ') },
      changes: { memory: remembered, ids },
    }
  } catch (thrown) {
    throw new StepFailure(thrown, remembered)
  }
}

/** Carries what a failed step leaves to remember. */
class StepFailure extends Error {
  readonly memory: Memory
  constructor(cause: unknown, memory: Memory) {
    super('The step failed', { cause })
    this.memory = memory
  }
}

/** Rules of a group made by an earlier attempt that the corrected form no longer has. */
function rulesToRevoke(plan: LaunchPlan, memory: Memory): readonly Permission[] {
  if (!plan.securityGroup || !memory.group || !same(memory.group.input, plan.securityGroup))
    return []
  return (memory.permissions ?? []).filter((rule) => !includes(plan.permissions ?? [], rule))
}

function withStep(run: LaunchRun, state: StepState): LaunchRun {
  return { ...run, steps: run.steps.map((old) => (old.step === state.step ? state : old)) }
}

function includes(list: readonly Permission[], rule: Permission): boolean {
  return list.some((one) => same(one, rule))
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
