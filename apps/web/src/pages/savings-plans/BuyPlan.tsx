import { useScope, type Call } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'

const paymentOptions = ['No Upfront', 'Partial Upfront', 'All Upfront'] as const

/** Commits to so much an hour: for compute as a whole, or for a family in this Region. */
export function BuyPlan({ onClose }: { readonly onClose: () => void }) {
  const t = useT()
  const { region } = useScope()
  return (
    <FieldsDialog
      title={t('savingsPlans.create')}
      submitText={t('savingsPlans.create')}
      savedText={t('savingsPlans.bought')}
      note={t('savingsPlans.createNote')}
      fields={[
        {
          id: 'kind',
          label: t('savingsPlans.kind'),
          kind: 'choice',
          initial: 'Compute',
          options: [
            {
              value: 'Compute',
              label: t('savingsPlans.compute'),
              description: t('savingsPlans.computeText'),
            },
            {
              value: 'EC2Instance',
              label: t('savingsPlans.instance'),
              description: t('savingsPlans.instanceText'),
            },
          ],
        },
        {
          id: 'family',
          label: t('savingsPlans.familyLabel'),
          initial: 't3',
          when: ({ kind }) => kind === 'EC2Instance',
        },
        {
          id: 'years',
          label: t('reserved.term'),
          kind: 'choice',
          initial: '1',
          options: [
            { value: '1', label: t('reserved.oneYear') },
            { value: '3', label: t('reserved.threeYears') },
          ],
        },
        {
          id: 'payment',
          label: t('reserved.payment'),
          kind: 'choice',
          initial: 'No Upfront',
          options: paymentOptions.map((value) => ({ value, label: value })),
        },
        {
          id: 'commitment',
          label: t('savingsPlans.commitment'),
          description: t('savingsPlans.commitmentText'),
          initial: '0.01',
          problem: (value) =>
            Number(value) >= 0.001 ? undefined : t('savingsPlans.badCommitment'),
        },
      ]}
      run={async (call, values) =>
        call('savingsplans', 'CreateSavingsPlan', {
          savingsPlanOfferingId: await findOffering(call, values, region),
          commitment: values['commitment'],
        })
      }
      onClose={onClose}
    />
  )
}

async function findOffering(
  call: Call,
  values: Readonly<Record<string, string>>,
  region: string,
): Promise<string> {
  const kind = values['kind'] === 'EC2Instance' ? 'EC2Instance' : 'Compute'
  const payment = paymentOptions.find((one) => one === values['payment']) ?? 'No Upfront'
  const { searchResults: [found] = [] } = await call(
    'savingsplans',
    'DescribeSavingsPlansOfferings',
    {
      planTypes: [kind],
      paymentOptions: [payment],
      durations: [Number(values['years']) * 31_536_000],
      ...(kind === 'EC2Instance' && {
        filters: [
          { name: 'region' as const, values: [region] },
          { name: 'instanceFamily' as const, values: [values['family'] ?? ''] },
        ],
      }),
    },
  )
  // Without one AWS says that there is none.
  return found?.offeringId ?? values['family'] ?? ''
}
