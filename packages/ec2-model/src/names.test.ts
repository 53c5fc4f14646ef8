import { describe, expect, it } from 'vitest'
import {
  findGroupNameProblem,
  findImageNameProblem,
  findKeyNameProblem,
  findTagProblem,
} from './names.ts'

describe('tags', () => {
  it('counts characters, not UTF-16 units', () => {
    expect(findTagProblem('🌫'.repeat(128), '')).toBeUndefined()
    expect(findTagProblem('🌫'.repeat(129), '')).toBe('keyTooLong')
    expect(findTagProblem('k', 'v'.repeat(257))).toBe('valueTooLong')
  })
  it('reserves aws: in any case', () => {
    expect(findTagProblem('aws:x', '')).toBe('keyReserved')
    expect(findTagProblem('AWS:x', '')).toBe('keyReserved')
    expect(findTagProblem('awsome', '')).toBeUndefined()
  })
})

it('judges names of groups, keys and images', () => {
  expect(findGroupNameProblem('web servers (prod)')).toBeUndefined()
  expect(findGroupNameProblem('sg-web')).toBe('startsWithSg')
  expect(findGroupNameProblem('default')).toBe('reserved')
  expect(findGroupNameProblem('웹')).toBe('characters')
  expect(findKeyNameProblem('my key')).toBeUndefined()
  expect(findKeyNameProblem(' my-key')).toBe('characters')
  expect(findKeyNameProblem('k'.repeat(256))).toBe('tooLong')
  expect(findImageNameProblem('ab')).toBe('tooShort')
  expect(findImageNameProblem("web (v1.0) [a]/b-c'd@e_f")).toBeUndefined()
  expect(findImageNameProblem('a:b')).toBe('characters')
})
