import { expect, test } from 'vitest'
import { toActionDraft, toActions } from './action-draft.ts'
import { toCondition, toConditionDrafts } from './condition-draft.ts'
import { groupsOf, inOrder, type Rule } from './model.ts'
import { nextPriority, reprioritize } from './priorities.ts'

const rule = (Priority: string, more: Partial<Rule> = {}): Rule => ({
  RuleArn: `rule-${Priority}`,
  Priority,
  ...more,
})

test('rules that change places exchange their numbers; the others keep theirs', () => {
  const [a, b, c, d] = [rule('5'), rule('10'), rule('20'), rule('100')]
  expect(reprioritize([a, c, b, d])).toEqual([
    { RuleArn: 'rule-20', Priority: 10 },
    { RuleArn: 'rule-10', Priority: 20 },
  ])
  expect(reprioritize([a, b, c, d])).toEqual([])
  expect(reprioritize([d, a, b, c]).map(({ Priority }) => Priority)).toEqual([5, 10, 20, 100])
})

test('the default rule stands last, and is not counted on', () => {
  const rules = [rule('default', { IsDefault: true }), rule('100'), rule('20')]
  expect(inOrder(rules).map(({ Priority }) => Priority)).toEqual(['20', '100', 'default'])
  expect(nextPriority(rules)).toBe(110)
  expect(nextPriority([rule('50000')])).toBe(50_000)
})

test('what is edited and not changed stays as it was', () => {
  const edited = rule('1', {
    Conditions: [
      { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'X-A', Values: ['1', '2'] } },
      { Field: 'query-string', QueryStringConfig: { Values: [{ Key: 'a', Value: 'b=c' }] } },
    ],
    Actions: [
      {
        Type: 'forward',
        ForwardConfig: {
          TargetGroups: [
            { TargetGroupArn: 'one', Weight: 3 },
            { TargetGroupArn: 'two', Weight: 0 },
          ],
          TargetGroupStickinessConfig: { Enabled: true, DurationSeconds: 60 },
        },
      },
    ],
  })
  expect(toConditionDrafts(edited).map(toCondition)).toEqual(edited.Conditions)
  expect(toActions(toActionDraft(edited.Actions))).toEqual(edited.Actions)
  expect(groupsOf(edited.Actions)).toEqual([
    { arn: 'one', weight: 3 },
    { arn: 'two', weight: 0 },
  ])
})
