import { describe, expect, it } from 'vitest'
import {
  decideInstance,
  instanceLifeCycle,
  instanceRefusals,
  instanceStateCodes,
  type InstanceAction,
  type InstanceState,
} from './instance.ts'

const id = 'i-0123456789abcdef0'
const states = Object.keys(instanceStateCodes) as InstanceState[]
const decide = (action: InstanceAction, state: InstanceState, more = {}) =>
  decideInstance(action, { id, state, ...more })

describe('the life cycle of an instance', () => {
  it.each([
    ['start', 'stopped', 'pending'],
    ['start', 'running', 'running'],
    ['stop', 'running', 'stopping'],
    ['stop', 'stopped', 'stopped'],
    ['terminate', 'running', 'shutting-down'],
    ['terminate', 'stopped', 'terminated'],
    ['terminate', 'terminated', 'terminated'],
    ['reboot', 'running', 'running'],
    ['modifyType', 'stopped', 'stopped'],
  ] as const)('%s from %s leads to %s', (action, state, next) => {
    expect(decide(action, state)).toEqual({ allowed: true, next })
  })

  it.each([
    [
      'start',
      'terminated',
      {},
      'IncorrectInstanceState',
      `The instance '${id}' is not in a state from which it can be started.`,
    ],
    [
      'modifyType',
      'running',
      {},
      'IncorrectInstanceState',
      `The instance '${id}' is not in the 'stopped' state.`,
    ],
    [
      'modifyIamRole',
      'pending',
      {},
      'IncorrectInstanceState',
      `The instance '${id}' is not in the 'running' or 'stopped' states.`,
    ],
    [
      'stop',
      'pending',
      { everRan: false },
      'IncorrectInstanceState',
      `Instance '${id}' cannot be stopped as it has never reached the 'running' state.`,
    ],
    [
      'stop',
      'running',
      { rootDeviceType: 'instance-store' },
      'UnsupportedOperation',
      `The instance '${id}' does not have an 'ebs' root device type and cannot be stopped.`,
    ],
    [
      'hibernate',
      'running',
      {},
      'UnsupportedHibernationConfiguration',
      `The instance can't be hibernated because it was not configured at launch for hibernation: ${id}`,
    ],
    [
      'terminate',
      'running',
      { terminationProtected: true },
      'OperationNotPermitted',
      `The instance '${id}' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.`,
    ],
    [
      'detachRootVolume',
      'running',
      { rootVolumeId: 'vol-1' },
      'OperationNotPermitted',
      `Unable to detach root volume 'vol-1' from instance '${id}'`,
    ],
  ] as const)('refuses %s from %s %o with %s', (action, state, more, code, message) => {
    expect(decide(action, state, more)).toMatchObject({ allowed: false, code, message })
  })

  it('answers every action in every state, without an unfilled name in a message', () => {
    for (const action of Object.keys(instanceLifeCycle) as InstanceAction[]) {
      for (const state of states) {
        const verdict = decide(action, state, { rootDeviceType: 'instance-store' })
        if (verdict.allowed) expect(states).toContain(verdict.next)
        else {
          expect(verdict.message).not.toMatch(/[{}]/)
          expect(instanceRefusals).toHaveProperty(verdict.reason)
        }
      }
    }
  })

  it('lets nothing but terminate act on a terminated instance', () => {
    const allowed = Object.keys(instanceLifeCycle).filter(
      (action) => decide(action as InstanceAction, 'terminated').allowed,
    )
    expect(allowed).toEqual(['terminate'])
  })
})
