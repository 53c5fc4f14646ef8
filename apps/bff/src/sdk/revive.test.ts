import { describe, expect, test } from 'vitest'
import { ApiFault } from '../fault.ts'
import { findCommand } from './operations.ts'
import { reviveInput } from './revive.ts'

async function revive(operation: string, input: unknown) {
  return reviveInput((await findCommand('ec2', operation)).input, input)
}

async function refusal(operation: string, input: unknown) {
  const error: unknown = await revive(operation, input).catch((thrown: unknown) => thrown)
  if (!(error instanceof ApiFault)) throw new Error('it was let through')
  return error.error
}

describe('input by schema', () => {
  test('times and bytes are revived wherever they stand', async () => {
    const at = '2026-03-01T09:30:00.000Z'
    expect(
      await revive('RunInstances', {
        MinCount: 1,
        MaxCount: 2,
        EbsOptimized: false,
        InstanceMarketOptions: { SpotOptions: { ValidUntil: at } },
        TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: '웹' }] }],
      }),
    ).toEqual({
      MinCount: 1,
      MaxCount: 2,
      EbsOptimized: false,
      InstanceMarketOptions: { SpotOptions: { ValidUntil: new Date(at) } },
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: '웹' }] }],
    })
    const { PublicKeyMaterial } = await revive('ImportKeyPair', {
      KeyName: 'k',
      PublicKeyMaterial: 'c3NoLXJzYQ==',
    })
    expect(PublicKeyMaterial).toEqual(Buffer.from('ssh-rsa'))
  })

  test.each([
    ['a misspelt member', { Filter: [] }, 'Filter'],
    ['a member of another', { Filters: [{ Nmae: 'x' }] }, 'Filters[0].Nmae'],
    ['no list', { InstanceIds: 'i-1' }, 'InstanceIds'],
    ['a number for a string', { InstanceIds: ['i-1', 2] }, 'InstanceIds[1]'],
    ['a string for a number', { MaxResults: '5' }, 'MaxResults'],
    ['a string for a boolean', { DryRun: 'true' }, 'DryRun'],
    ['null', { Filters: [{ Name: null }] }, 'Filters[0].Name'],
    ['a prototype member', JSON.parse('{"__proto__": {}}'), '__proto__'],
  ])('%s is refused by its path', async (_what, input, member) => {
    const error = await refusal('DescribeInstances', input)
    expect(error).toMatchObject({ code: 'BadRequest', status: 400, member, hint: 'bad-request' })
    expect(error.message).toContain(member)
  })

  test.each(['yesterday', '12', 5, '2026-13-45'])('%j is no time', async (StartTime) => {
    const error = await refusal('DescribeSpotPriceHistory', { StartTime })
    expect(error.member).toBe('StartTime')
  })

  test.each(['ssh-rsa AAAA', '===', 7])('%j are no bytes', async (PublicKeyMaterial) => {
    const error = await refusal('ImportKeyPair', { KeyName: 'k', PublicKeyMaterial })
    expect(error.member).toBe('PublicKeyMaterial')
  })

  test.each([[[]], ['text'], [7], [true]])('a body of %j is no input', async (body) => {
    expect((await refusal('DescribeRegions', body)).code).toBe('BadRequest')
  })
})
