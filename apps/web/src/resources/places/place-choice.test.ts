import { expect, it } from 'vitest'
import { listPlaces, readChoice, writeChoice } from './place-choice.ts'

const home = { connection: 'embedded', region: 'ap-northeast-2' }
const read = (query: string) => readChoice(new URLSearchParams(query), home)

it('reads what an address says, and the own place of one that says nothing or rubbish', () => {
  expect(read('')).toEqual({ regions: ['ap-northeast-2'], connections: ['embedded'] })
  expect(read('regions=us-east-1,us-east-1,<b>&connections=aws-work,../x')).toEqual({
    regions: ['us-east-1'],
    connections: ['aws-work'],
  })
  expect(read('regions=all').regions).toBe('all')
})

it('writes a choice so that reading gives it back, and the own place in no words', () => {
  const search = new URLSearchParams('filter=state=running')
  const choice = { regions: ['ap-northeast-2', 'us-east-1'], connections: ['embedded', 'aws-work'] }
  writeChoice(search, choice, home)
  expect(readChoice(search, home)).toEqual(choice)
  writeChoice(search, { regions: ['ap-northeast-2'], connections: ['embedded'] }, home)
  expect(String(search)).toBe('filter=state%3Drunning')
})

it('lists each place once, the own one first', () => {
  const regions = ['us-east-1', 'ap-northeast-2']
  expect(listPlaces({ regions, connections: ['embedded'] }, home, [])).toEqual([
    home,
    { connection: 'embedded', region: 'us-east-1' },
  ])
  const enabled = [{ connection: 'embedded', region: 'eu-west-1' }, { ...home }]
  const all = { regions: 'all', connections: ['embedded'] } as const
  expect(listPlaces(all, home, [])).toEqual([home])
  expect(listPlaces(all, home, enabled)).toEqual([home, enabled[0]])
  expect(listPlaces({ ...all, connections: ['aws-work'] }, home, [])).toEqual([])
})
