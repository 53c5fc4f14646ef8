import { expect, it } from 'vitest'
import { en } from '../i18n/en.ts'
import { ko } from '../i18n/ko.ts'
import { createTranslate } from '../i18n/locale.ts'
import { describeHint } from './error-text.ts'

const inEnglish = createTranslate('en', en)
const inKorean = createTranslate('ko', ko)

it.each([
  'TargetNotConnected',
  'InstanceUnreachable',
  'LoginRefused',
  'SerialConsoleAccessDisabledException',
  'SerialConsoleSessionLimitExceededException',
  'EC2InstanceStateInvalidException',
  'EC2InstanceTypeInvalidException',
  'TooManyTerminals',
])('%s is explained in the reader’s language', (code) => {
  const error = { code, message: 'As AWS says it.', status: 400 }
  expect(describeHint(error, inEnglish)).toMatch(/^[A-Z]/)
  expect(describeHint(error, inKorean)).toMatch(/[가-힣]/)
})

it('leaves what AWS says to AWS', () => {
  const error = { code: 'InvalidParameterValue', message: 'Invalid.', status: 400 }
  expect(describeHint(error, inEnglish)).toBeUndefined()
})
