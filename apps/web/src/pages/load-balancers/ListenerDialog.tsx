import { useState } from 'react'
import { ConfirmDialog } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import {
  findListenerProblems,
  listenerInput,
  newListener,
  toListenerDraft,
} from '../../resources/load-balancing/listener-draft.ts'
import { ListenerFields } from '../../resources/load-balancing/ListenerFields.tsx'
import {
  listenerTitle,
  type Balancer,
  type Listener,
} from '../../resources/load-balancing/model.ts'
import { useListeners } from '../../resources/load-balancing/use-balancing.ts'
import { useSave } from '../../resources/use-save.tsx'

export function CreateListener(props: { readonly item: Balancer; readonly onClose: () => void }) {
  return <ListenerDialog balancer={props.item} onClose={props.onClose} />
}

/** Adds a listener to a balancer, or changes one. */
export function ListenerDialog(props: {
  readonly balancer: Balancer
  readonly listener?: Listener
  readonly onClose: () => void
}) {
  const { balancer, listener, onClose } = props
  const t = useT()
  const others = (useListeners(balancer.LoadBalancerArn) ?? []).filter(
    ({ ListenerArn }) => ListenerArn !== listener?.ListenerArn,
  )
  const [draft, setDraft] = useState(() =>
    listener ? toListenerDraft(listener) : newListener(balancer.Type),
  )
  const [tried, setTried] = useState(false)
  const taken = others.flatMap(({ Port }) => Port ?? [])
  const problems = findListenerProblems(draft, taken)
  const save = useSave(onClose, listener ? t('common.saved') : t('loadBalancers.listenerAdded'))
  return (
    <ConfirmDialog
      size="large"
      title={
        listener
          ? t('loadBalancers.editListenerTitle', { name: listenerTitle(listener) })
          : t('loadBalancers.addListener')
      }
      submitText={listener ? t('common.save') : t('loadBalancers.addListener')}
      {...save.dialog(
        (call) =>
          listener
            ? call('elastic-load-balancing-v2', 'ModifyListener', {
                ListenerArn: listener.ListenerArn,
                ...listenerInput(draft),
              })
            : call('elastic-load-balancing-v2', 'CreateListener', {
                LoadBalancerArn: balancer.LoadBalancerArn,
                ...listenerInput(draft),
              }),
        () => {
          setTried(true)
          return Object.keys(problems).length === 0
        },
      )}
      onClose={onClose}
    >
      <ListenerFields
        draft={draft}
        balancerType={balancer.Type}
        vpcId={balancer.VpcId ?? ''}
        taken={taken}
        tried={tried}
        onChange={(part) => setDraft({ ...draft, ...part })}
      />
    </ConfirmDialog>
  )
}
