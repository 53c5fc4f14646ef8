import { expect, test } from 'vitest'
import type { PolicyWords } from '../policy-words.ts'
import { complete } from './complete.ts'

const words: PolicyWords = {
  services: {
    ec2: {
      actions: { Write: ['RunInstances'], List: ['DescribeInstances'] },
      conditionKeys: ['ec2:InstanceType'],
      resources: ['arn:${Partition}:ec2:${Region}:${Account}:instance/${InstanceId}'],
    },
    iam: { actions: {}, conditionKeys: [], resources: [] },
  },
  conditionKeys: ['aws:SourceIp'],
  operators: ['StringEquals', 'IpAddress'],
}

const at = (before: string) => complete(before, words).words

test('offers what can stand where the cursor is', () => {
  const statement = '{ "Version": "2012-10-17", "Statement": [{ '
  expect(at('{ "')).toContain('Statement')
  expect(at(`${statement}"`)).toContain('NotAction')
  expect(at(`${statement}"Effect": "`)).toEqual(['Allow', 'Deny'])
  expect(at(`${statement}"Action": "`)).toEqual(['ec2:', 'iam:'])
  expect(at(`${statement}"Action": ["iam:Get*", "ec2:Ru`)).toEqual([
    'ec2:*',
    'ec2:DescribeInstances',
    'ec2:RunInstances',
  ])
  expect(at(`${statement}"Action": "ec2:*", "Resource": ["`)[0]).toBe('*')
  expect(at(`${statement}"Action": ["ec2:*"], "Condition": { "`)).toEqual(words.operators)
  expect(at(`${statement}"Condition": { "IpAddress": { "`)).toEqual([
    'aws:SourceIp',
    'ec2:InstanceType',
  ])
  expect(at(`${statement}"Condition": { "IpAddress": { "aws:SourceIp": "`)).toEqual([])
  expect(at(`${statement}"Action": "a" }, { "`)).toContain('Effect')
})

test('tells how much is typed', () => {
  expect(complete('{ "Statement": { "Action": "ec2:Ru', words).typed).toBe('ec2:Ru')
})
