import { describe, expect, it } from 'vitest'
import { findProblems, newForm, toForm, toInput, type SendForm } from './send-form.ts'

const commands = { name: 'commands', isList: true, description: '' }
const directory = { name: 'workingDirectory', isList: false, description: '', preset: '' }
const good: SendForm = {
  ...newForm,
  parameters: { commands: 'uptime\necho "it\'s"' },
  instanceIds: ['i-1'],
}

describe('the form of a command', () => {
  it('is the command that it came from', () => {
    const input = toInput(good)
    expect(input).toMatchObject({
      InstanceIds: ['i-1'],
      Parameters: { commands: ['uptime', 'echo "it\'s"'] },
      TimeoutSeconds: 600,
    })
    expect(toForm({ ...input, MaxConcurrency: '50', Parameters: input.Parameters ?? {} })).toEqual(
      good,
    )
  })

  it('takes tags with values, and those whose value does not matter', () => {
    const tags = [
      { key: 'Role', value: 'web, api' },
      { key: 'Managed', value: '' },
    ]
    const input = toInput({ ...good, pick: 'tags', tags })
    expect(input.InstanceIds).toBeUndefined()
    expect(input.Targets).toEqual([
      { Key: 'tag:Role', Values: ['web', 'api'] },
      { Key: 'tag-key', Values: ['Managed'] },
    ])
    const again = toForm({ Targets: input.Targets ?? [] })
    expect(again).toMatchObject({ pick: 'tags', tags: [{ value: 'web,api' }, { key: 'Managed' }] })
  })

  it('says what is missing or out of bounds, field by field', () => {
    expect(findProblems(good, [commands, directory])).toEqual(new Map())
    const bad: SendForm = {
      ...good,
      parameters: {},
      instanceIds: [],
      comment: 'x'.repeat(101),
      timeout: '29',
      concurrency: '0',
      maxErrors: '101%',
    }
    expect([...findProblems(bad, [commands, directory]).keys()]).toEqual([
      'parameter:commands',
      'targets',
      'comment',
      'timeout',
      'concurrency',
      'maxErrors',
    ])
  })
})
