import { useFeed } from '../api/index.ts'
import { nameOf } from '../lib/tags.ts'
import { ResourceLink } from './ResourceLink.tsx'

/** A link to an instance, called by its name while it has one; an instance that is gone is its plain id. */
export function InstanceLink(props: { readonly id: string | undefined }) {
  const { id = '' } = props
  const instance = useFeed('instances').items.get(id)
  if (!instance) return <>{id || '-'}</>
  const name = nameOf(instance)
  return (
    <ResourceLink page="instances" id={id} {...(name === '' ? {} : { text: `${name} (${id})` })} />
  )
}
