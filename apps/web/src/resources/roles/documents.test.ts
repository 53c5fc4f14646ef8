import { expect, test } from 'vitest'
import { ec2Trust, readDocument, trustedBy } from './documents.ts'

const encode = (value: unknown) => encodeURIComponent(JSON.stringify(value))

test('tells who may take a role', () => {
  expect(trustedBy(encode(ec2Trust))).toEqual(['ec2.amazonaws.com'])
  const many = {
    Statement: [
      { Effect: 'Allow', Principal: { AWS: ['111122223333', '111122223333'], Service: 'x.y' } },
      { Effect: 'Deny', Principal: { AWS: 'never' } },
      { Effect: 'Allow', Principal: '*' },
    ],
  }
  expect(trustedBy(encode(many))).toEqual(['111122223333', 'x.y', '*'])
  expect(trustedBy('nonsense')).toEqual([])
  expect(trustedBy(undefined)).toEqual([])
})

test('shows a document as it can be read, whatever it is', () => {
  expect(readDocument(encode({ a: 1 }))).toBe('{\n  "a": 1\n}')
  expect(readDocument('text')).toBe('text')
})
