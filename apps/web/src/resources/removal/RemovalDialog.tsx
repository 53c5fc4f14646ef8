import Alert from '@cloudscape-design/components/alert'
import Spinner from '@cloudscape-design/components/spinner'
import { useQuery } from '@tanstack/react-query'
import { asApiError, placeKey, useCallAt, type Scope } from '../../api/index.ts'
import { describeError } from '../../components/index.ts'
import { useT, type PlainKey } from '../../i18n/index.ts'
import { JobDialog, type ShownRow } from '../job/JobDialog.tsx'
import { asTree, planRemoval, stepNumbers, type RemovableKind } from './plan.ts'
import type { PartKind } from './steps.ts'

const texts: Record<PartKind, PlainKey> = {
  instance: 'removal.instance',
  'load-balancer': 'removal.natGateway',
  'nat-gateway': 'removal.natGateway',
  endpoint: 'removal.endpoint',
  'network-interface': 'removal.networkInterface',
  'internet-gateway': 'removal.internetGateway',
  'egress-only-internet-gateway': 'removal.delete',
  'route-table': 'removal.routeTable',
  'group-references': 'removal.groupReferences',
  'peering-connection': 'removal.delete',
  'network-acl': 'removal.delete',
  'security-group': 'removal.delete',
  volume: 'removal.volume',
  subnet: 'removal.delete',
  vpc: 'removal.delete',
  image: 'removal.image',
  snapshot: 'removal.delete',
}

export interface RemovalTarget {
  readonly id: string
  readonly name: string
  readonly place: Scope
}

/** Deletes things with all that depends on them: shown as a tree with its order first, then worked off step by step. */
export default function RemovalDialog(props: {
  readonly kind: RemovableKind
  readonly targets: readonly RemovalTarget[]
  readonly onClose: () => void
}) {
  const { kind, targets, onClose } = props
  const t = useT()
  const callAt = useCallAt()
  const groups = [...Map.groupBy(targets, ({ place }) => placeKey(place)).values()]
  const plan = useQuery({
    queryKey: ['removal', kind, targets.map(({ id, place }) => `${placeKey(place)}/${id}`)],
    queryFn: () =>
      Promise.all(
        groups.map(async (group) => {
          const [{ place } = { place: { connection: '', region: '' } }] = group
          const ids = group.map(({ id }) => id)
          return { place, parts: await planRemoval(callAt(place), kind, ids) }
        }),
      ),
    staleTime: Infinity,
    gcTime: 0,
  })
  const names = new Map(targets.map(({ id, name }) => [id, name]))
  const rows: readonly ShownRow[] = (plan.data ?? []).flatMap(({ place, parts }) => {
    const numbers = stepNumbers(parts)
    return asTree(parts).map((part) => ({
      id: part.id,
      name: part.name || (names.get(part.id) ?? ''),
      place,
      depth: part.depth,
      after: part.after,
      run: part.run,
      detail: t('removal.step', { step: numbers.get(part.id) ?? 1, what: t(texts[part.kind]) }),
    }))
  })
  return (
    <JobDialog
      title={t('removal.title', { count: rows.length })}
      submitText={t('common.delete')}
      detailHeader={t('removal.what')}
      word={t('confirm.word')}
      rows={rows}
      signature={kind}
      note={
        plan.isPending ? (
          <Spinner />
        ) : plan.error ? (
          <Alert type="error">{describeError(asApiError(plan.error), t)}</Alert>
        ) : null
      }
      onClose={onClose}
    >
      <Alert type="warning">{t('removal.text')}</Alert>
    </JobDialog>
  )
}
