import { useScope, type Call } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { FieldsDialog, type FieldValues } from '../../resources/FieldsDialog.tsx'
import { useInstanceOptions } from '../../resources/vpc-options.ts'

/** A monthly budget that tells at 80 %, and stops instances when it is spent. */
export function CreateBudget(props: { readonly accountId: string; readonly onClose: () => void }) {
  const { accountId, onClose } = props
  const t = useT()
  const { region } = useScope()
  const instances = useInstanceOptions(({ State }) => State?.Name !== 'terminated')
  return (
    <FieldsDialog
      title={t('costs.createBudget')}
      submitText={t('costs.createBudget')}
      savedText={t('costs.budgetCreated')}
      fields={[
        { id: 'name', label: t('costs.budgetName') },
        {
          id: 'amount',
          label: t('costs.budgetAmount'),
          initial: '10',
          problem: (value) => (Number(value) > 0 ? undefined : t('costs.amountFault')),
        },
        { id: 'email', label: t('costs.email'), description: t('costs.emailText') },
        {
          id: 'stop',
          label: t('costs.stopInstances'),
          description: t('costs.stopText'),
          kind: 'choices',
          options: instances,
          none: t('costs.noInstances'),
          optional: true,
        },
        {
          id: 'role',
          label: t('costs.actionRole'),
          description: t('costs.actionRoleText'),
          initial: `arn:aws:iam::${accountId}:role/budget-actions`,
          when: ({ stop = '' }) => stop !== '',
        },
      ]}
      run={(call, values) => create(call, accountId, region, values)}
      onClose={onClose}
    />
  )
}

async function create(
  call: Call,
  AccountId: string,
  Region: string,
  values: FieldValues,
): Promise<void> {
  const {
    name: BudgetName = '',
    amount: Amount = '',
    email: Address = '',
    role,
    stop = '',
  } = values
  const Subscribers = [{ SubscriptionType: 'EMAIL' as const, Address }]
  await call('budgets', 'CreateBudget', {
    AccountId,
    Budget: {
      BudgetName,
      BudgetType: 'COST',
      TimeUnit: 'MONTHLY',
      BudgetLimit: { Amount, Unit: 'USD' },
    },
    NotificationsWithSubscribers: [
      {
        Notification: {
          NotificationType: 'ACTUAL',
          ComparisonOperator: 'GREATER_THAN',
          Threshold: 80,
        },
        Subscribers,
      },
    ],
  })
  if (stop === '') return
  await call('budgets', 'CreateBudgetAction', {
    AccountId,
    BudgetName,
    NotificationType: 'ACTUAL',
    ActionType: 'RUN_SSM_DOCUMENTS',
    ActionThreshold: { ActionThresholdType: 'PERCENTAGE', ActionThresholdValue: 100 },
    Definition: {
      SsmActionDefinition: {
        ActionSubType: 'STOP_EC2_INSTANCES',
        Region,
        InstanceIds: stop.split(','),
      },
    },
    ExecutionRoleArn: role,
    ApprovalModel: 'AUTOMATIC',
    Subscribers,
  })
}
