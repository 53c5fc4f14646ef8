import { ResourceState } from '../../resources/ResourceState.tsx'

/** The states that gateways and connections of VPN share. */
export function GatewayState({ state }: { readonly state: string | undefined }) {
  const type =
    state === 'available' || state === 'attached'
      ? 'success'
      : state === 'deleted' || state === 'detached'
        ? 'stopped'
        : 'pending'
  return <ResourceState type={type} state={state} />
}
