import * as sdk from '@aws-sdk/client-budgets'
import { DescribeInstancesCommand, RunInstancesCommand } from '@aws-sdk/client-ec2'
import { CreateUserCommand, ListAttachedUserPoliciesCommand } from '@aws-sdk/client-iam'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { catalogueImageId } from '../../catalogue/images.ts'

const region = 'ap-northeast-2'
const ImageId = catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', region)
let cloud: TestCloud
let account = '620000000000'
let budgets: sdk.BudgetsClient
beforeAll(async () => {
  cloud = await startTestCloud({ region })
})
afterAll(() => cloud.close())
beforeEach(() => {
  account = String(Number(account) + 1)
  budgets = cloud.budgets({ account })
})

const mail = [{ SubscriptionType: 'EMAIL', Address: 'teacher@example.com' }] as const
const roleArn = 'arn:aws:iam::123456789012:role/budgets'
async function budget(Amount: string, more: Partial<sdk.Budget> = {}) {
  await budgets.send(
    new sdk.CreateBudgetCommand({
      AccountId: account,
      Budget: {
        BudgetName: 'class',
        BudgetType: 'COST',
        TimeUnit: 'MONTHLY',
        BudgetLimit: { Amount, Unit: 'USD' },
        ...more,
      },
      NotificationsWithSubscribers: [
        {
          Notification: {
            NotificationType: 'ACTUAL',
            ComparisonOperator: 'GREATER_THAN',
            Threshold: 80,
          },
          Subscribers: [...mail],
        },
      ],
    }),
  )
}
async function launch() {
  const { Instances = [] } = await cloud
    .ec2({ account })
    .send(new RunInstancesCommand({ ImageId, InstanceType: 'm5.large', MinCount: 1, MaxCount: 1 }))
  await cloud.advance(account, '10s')
  return Instances[0]?.InstanceId ?? ''
}
const action = (more: Partial<sdk.CreateBudgetActionCommandInput>) =>
  budgets.send(
    new sdk.CreateBudgetActionCommand({
      AccountId: account,
      BudgetName: 'class',
      NotificationType: 'ACTUAL',
      ActionType: 'RUN_SSM_DOCUMENTS',
      ActionThreshold: { ActionThresholdType: 'PERCENTAGE', ActionThresholdValue: 100 },
      ExecutionRoleArn: roleArn,
      ApprovalModel: 'AUTOMATIC',
      Subscribers: [...mail],
      Definition: undefined,
      ...more,
    }),
  )
const stopping = (id: string): sdk.Definition => ({
  SsmActionDefinition: { ActionSubType: 'STOP_EC2_INSTANCES', Region: region, InstanceIds: [id] },
})
async function stateOf(id: string) {
  const found = await cloud
    .ec2({ account })
    .send(new DescribeInstancesCommand({ InstanceIds: [id] }))
  return found.Reservations?.[0]?.Instances?.[0]?.State?.Name
}
const statusOf = async (ActionId: string | undefined) => {
  const key = { AccountId: account, BudgetName: 'class', ActionId }
  return (await budgets.send(new sdk.DescribeBudgetActionCommand(key))).Action?.Status
}

test('tells what is spent of it, and its notification goes off at its threshold', async () => {
  await budget('1')
  await launch()
  const described = async () =>
    (await budgets.send(new sdk.DescribeBudgetsCommand({ AccountId: account }))).Budgets?.[0]
  const state = async () => {
    const key = { AccountId: account, BudgetName: 'class' }
    const { Notifications } = await budgets.send(new sdk.DescribeNotificationsForBudgetCommand(key))
    return Notifications?.[0]?.NotificationState
  }
  await cloud.advance(account, '1h')
  // An m5.large in Seoul 0.11808, its address 0.005, its volume 8 GiB.
  expect(Number((await described())?.CalculatedSpend?.ActualSpend?.Amount)).toBeCloseTo(0.124, 2)
  expect(await state()).toBe('OK')
  await cloud.advance(account, '6h')
  expect(await state()).toBe('ALARM')
  const forecast = Number((await described())?.CalculatedSpend?.ForecastedSpend?.Amount)
  expect(forecast).toBeGreaterThan(88)
})

test('its action stops the instance the moment that the money is spent', async () => {
  await budget('1')
  const id = await launch()
  const { ActionId } = await action({ Definition: stopping(id) })
  // 1 ÷ (0.11808 + 0.005 + 0.001) is 8 hours and a few minutes.
  await cloud.advance(account, '8h')
  expect(await stateOf(id)).toBe('running')
  await cloud.advance(account, '10m')
  expect(await stateOf(id)).toBe('stopped')
  expect(await statusOf(ActionId)).toBe('EXECUTION_SUCCESS')
  const key = { AccountId: account, BudgetName: 'class', ActionId }
  const { ActionHistories = [] } = await budgets.send(
    new sdk.DescribeBudgetActionHistoriesCommand(key),
  )
  expect(ActionHistories.map(({ Status }) => Status)).toEqual([
    'EXECUTION_SUCCESS',
    'EXECUTION_IN_PROGRESS',
    'STANDBY',
  ])
  await budgets.send(
    new sdk.ExecuteBudgetActionCommand({ ...key, ExecutionType: 'REVERSE_BUDGET_ACTION' }),
  )
  await cloud.advance(account, '1m')
  expect(await stateOf(id)).toBe('running')
  expect(await statusOf(ActionId)).toBe('REVERSE_SUCCESS')
})

test('another waits for an approval, and attaches a policy', async () => {
  const iam = cloud.iam({ account })
  await iam.send(new CreateUserCommand({ UserName: 'student' }))
  await budget('0.01')
  await launch()
  const { ActionId } = await action({
    ActionType: 'APPLY_IAM_POLICY',
    ApprovalModel: 'MANUAL',
    Definition: {
      IamActionDefinition: {
        PolicyArn: 'arn:aws:iam::aws:policy/AmazonEC2ReadOnlyAccess',
        Users: ['student'],
      },
    },
  })
  await cloud.advance(account, '1h')
  expect(await statusOf(ActionId)).toBe('PENDING')
  const key = { AccountId: account, BudgetName: 'class', ActionId }
  await budgets.send(
    new sdk.ExecuteBudgetActionCommand({ ...key, ExecutionType: 'APPROVE_BUDGET_ACTION' }),
  )
  await cloud.advance(account, '1s')
  expect(await statusOf(ActionId)).toBe('EXECUTION_SUCCESS')
  const attached = await iam.send(new ListAttachedUserPoliciesCommand({ UserName: 'student' }))
  expect(attached.AttachedPolicies).toHaveLength(1)
})

test('is changed, kept apart by account, and deleted', async () => {
  await budget('5')
  await expect(budget('5')).rejects.toBeInstanceOf(sdk.DuplicateRecordException)
  const key = { AccountId: account, BudgetName: 'class' }
  const added = {
    NotificationType: 'FORECASTED',
    ComparisonOperator: 'GREATER_THAN',
    Threshold: 100,
    ThresholdType: 'PERCENTAGE',
  } as const
  await budgets.send(
    new sdk.CreateNotificationCommand({ ...key, Notification: added, Subscribers: [...mail] }),
  )
  await budgets.send(
    new sdk.CreateSubscriberCommand({
      ...key,
      Notification: added,
      Subscriber: { SubscriptionType: 'EMAIL', Address: 'second@example.com' },
    }),
  )
  const told = await budgets.send(
    new sdk.DescribeSubscribersForNotificationCommand({ ...key, Notification: added }),
  )
  expect(told.Subscribers).toHaveLength(2)
  await budgets.send(new sdk.DeleteNotificationCommand({ ...key, Notification: added }))
  await expect(
    budgets.send(new sdk.DescribeBudgetCommand({ AccountId: '111111111111', BudgetName: 'class' })),
  ).rejects.toBeInstanceOf(sdk.AccessDeniedException)
  await expect(
    budgets.send(new sdk.DescribeBudgetCommand({ AccountId: account, BudgetName: 'other' })),
  ).rejects.toBeInstanceOf(sdk.NotFoundException)
  await cloud.advance(account, '40d')
  const { BudgetPerformanceHistory: history } = await budgets.send(
    new sdk.DescribeBudgetPerformanceHistoryCommand(key),
  )
  expect(history?.BudgetedAndActualAmountsList).toHaveLength(2)
  await budgets.send(new sdk.DeleteBudgetCommand(key))
  expect(
    (await budgets.send(new sdk.DescribeBudgetsCommand({ AccountId: account }))).Budgets,
  ).toEqual([])
})
