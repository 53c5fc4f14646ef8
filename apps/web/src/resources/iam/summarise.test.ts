import { expect, test } from 'vitest'
import type { PolicyWords } from './policy-words.ts'
import { readStatements, withStatement } from './statements.ts'
import { summarise } from './summarise.ts'

const words: PolicyWords = {
  services: {
    ec2: {
      actions: {
        List: ['DescribeInstances'],
        Write: ['RunInstances', 'StopInstances'],
        Tagging: ['CreateTags'],
      },
      conditionKeys: [],
      resources: [],
    },
  },
  conditionKeys: [],
  operators: [],
}

const rowsOf = (...Statement: object[]) =>
  summarise(readStatements(JSON.stringify({ Statement })) ?? [], words)

test('tells a line per statement and service, with the levels that its actions reach', () => {
  const [ec2, s3] = rowsOf({
    Effect: 'Allow',
    Action: ['ec2:Describe*', 'ec2:runinstances', 's3:GetObject'],
    Resource: '*',
    Condition: { StringEquals: { 'aws:RequestedRegion': ['ap-northeast-2', 'us-east-1'] } },
  })
  expect(ec2).toMatchObject({ service: 'ec2', levels: ['List', 'Write'], full: false })
  expect(ec2?.conditions).toEqual(['aws:RequestedRegion StringEquals ap-northeast-2, us-east-1'])
  expect(s3).toMatchObject({ service: 's3', levels: [], full: false })
})

test('tells full access by a star, or by every action', () => {
  expect(rowsOf({ Effect: 'Allow', Action: 'ec2:*', Resource: '*' })).toMatchObject([
    { full: true },
  ])
  expect(
    rowsOf({ Effect: 'Deny', Action: ['ec2:D*', 'ec2:*Instances', 'ec2:C*'], Resource: '*' }),
  ).toMatchObject([{ full: true, effect: 'Deny' }])
  expect(rowsOf({ Effect: 'Allow', Action: '*', Resource: '*' })).toMatchObject([
    { service: '*', full: true },
  ])
  expect(rowsOf({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' })).toMatchObject([
    { service: 'iam', full: false, allBut: true },
  ])
})

test('reads what is half written, and adds a statement to what is JSON', () => {
  expect(readStatements('{ "Statement": [')).toBeUndefined()
  expect(readStatements('{}')).toEqual([])
  const added = withStatement('{"Statement":{"Sid":"a"}}', { Sid: 'b' })
  expect(JSON.parse(added ?? '')).toEqual({ Statement: [{ Sid: 'a' }, { Sid: 'b' }] })
  expect(withStatement('{', {})).toBeUndefined()
})
