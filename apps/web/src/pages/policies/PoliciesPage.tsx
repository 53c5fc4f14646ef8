import { useOperation } from '../../api/index.ts'
import { CopyText, KeyValue, type ResourceColumn } from '../../components/index.ts'
import { useLocale, type Locale } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { valueColumn } from '../../resources/columns.ts'
import { isOfAws } from '../../resources/iam/holder.ts'
import { ResourcePage, type ResourceAction } from '../../resources/ResourcePage.tsx'
import { ResourceTags } from '../../resources/ResourceTags.tsx'
import { AttachTo, EntitiesTab } from './EntitiesTab.tsx'
import { PermissionsTab } from './PermissionsTab.tsx'
import { deletePolicy, idOf, writePolicyTags, type Policy } from './policy.ts'
import { VersionsTab } from './VersionsTab.tsx'

const refuseAws = (policy: Policy, { t }: Locale) =>
  isOfAws(policy.Arn) ? t('policies.ofAws') : undefined

const actions: readonly ResourceAction<Policy>[] = [
  {
    id: 'attach',
    text: 'policies.attach',
    dialog: ({ item, onClose }) => <AttachTo arn={idOf(item)} onClose={onClose} />,
  },
  {
    id: 'edit',
    text: 'policies.edit',
    refuse: refuseAws,
    page: (policy) => `/policies/edit?policy=${encodeURIComponent(idOf(policy))}`,
  },
]

export default function PoliciesPage() {
  return (
    <ResourcePage
      feed="policies"
      texts="policies"
      idOf={idOf}
      titleOf={({ PolicyName = '' }) => PolicyName}
      calledByTitle
      columns={createColumns}
      defaultSort="name"
      create="/policies/create"
      actions={actions}
      refuseDelete={refuseAws}
      remove={(call, arn) => deletePolicy(call, arn)}
      tabs={(policy, { t }) => [
        {
          id: 'permissions',
          label: t('roles.permissions'),
          content: <PermissionsTab key={idOf(policy)} policy={policy} />,
        },
        {
          id: 'entities',
          label: t('policies.entities'),
          content: <EntitiesTab key={idOf(policy)} arn={idOf(policy)} />,
        },
        {
          id: 'versions',
          label: t('policies.versions'),
          content: <VersionsTab key={idOf(policy)} policy={policy} />,
        },
        { id: 'details', label: t('tab.details'), content: <Details policy={policy} /> },
        ...(isOfAws(policy.Arn)
          ? []
          : [{ id: 'tags', label: t('tab.tags'), content: <Tags policy={policy} /> }]),
      ]}
    />
  )
}

function createColumns({ t, name }: Locale): readonly ResourceColumn<Policy>[] {
  const typeOf = ({ Arn }: Policy) => t(isOfAws(Arn) ? 'roles.awsManaged' : 'roles.customerManaged')
  return [
    valueColumn('name', t('roles.policyName'), ({ PolicyName }) => PolicyName, {
      fixed: true,
      width: 320,
    }),
    valueColumn('type', t('roles.policyType'), typeOf, { filter: 'choice', width: 180 }),
    valueColumn('attached', t('policies.attachedCount'), ({ AttachmentCount }) => AttachmentCount, {
      filter: 'number',
      width: 140,
    }),
    valueColumn(
      'boundaries',
      t('policies.boundaryCount'),
      ({ PermissionsBoundaryUsageCount }) => PermissionsBoundaryUsageCount,
      { filter: 'number', hidden: true },
    ),
    valueColumn('description', t('groups.descriptionColumn'), ({ Description }) => Description, {
      width: 420,
    }),
    valueColumn('path', t('roles.path'), ({ Path }) => Path, { filter: 'choice', hidden: true }),
    valueColumn('updated', t('policies.updated'), ({ UpdateDate }) => UpdateDate, {
      filter: 'date',
      hidden: true,
      cell: ({ UpdateDate }) => formatTime(UpdateDate, name) || '-',
    }),
    valueColumn('arn', 'ARN', ({ Arn }) => Arn, { hidden: true, width: 400 }),
  ]
}

function Details({ policy }: { readonly policy: Policy }) {
  const { t, name } = useLocale()
  const { data } = useOperation('iam', 'GetPolicy', { PolicyArn: idOf(policy) })
  const whole = data?.Policy ?? policy
  return (
    <KeyValue
      columns={4}
      items={[
        [t('roles.policyName'), whole.PolicyName],
        ['ARN', <CopyText key="arn" text={whole.Arn} />],
        [t('policies.id'), whole.PolicyId],
        [t('policies.defaultVersion'), whole.DefaultVersionId],
        [t('groups.descriptionColumn'), whole.Description],
        [t('volumes.created'), formatTime(whole.CreateDate, name)],
        [t('policies.updated'), formatTime(whole.UpdateDate, name)],
        [t('roles.path'), whole.Path],
      ]}
    />
  )
}

function Tags({ policy }: { readonly policy: Policy }) {
  const { data } = useOperation('iam', 'ListPolicyTags', { PolicyArn: idOf(policy) })
  return <ResourceTags id={idOf(policy)} tags={data?.Tags} write={writePolicyTags} />
}
