import { step, type Step } from './step.ts'
import type { Ids } from './world.ts'

const pool = (id: Ids) => ({
  IpamScopeId: id('ipamScope'),
  AddressFamily: 'ipv4',
  Locale: 'ap-northeast-2',
})

export const ipamSteps: readonly Step[] = [
  step('CreateIpam', {}, { ipam: 'Ipam.IpamId', ipamScope: 'Ipam.PrivateDefaultScopeId' }),
  step('CreateIpam', {}, { bareIpam: 'Ipam.IpamId' }),
  step('CreateIpamScope', (id) => ({ IpamId: id('ipam') }), { bareScope: 'IpamScope.IpamScopeId' }),
  step('CreateIpamPool', pool, { ipamPool: 'IpamPool.IpamPoolId' }),
  step('ProvisionIpamPoolCidr', (id) => ({ IpamPoolId: id('ipamPool'), Cidr: '10.0.0.0/8' })),
  step('AllocateIpamPoolCidr', (id) => ({ IpamPoolId: id('ipamPool'), Cidr: '10.200.0.0/16' }), {
    ipamAllocation: 'IpamPoolAllocation.IpamPoolAllocationId',
  }),
  step('CreateIpamPool', pool, { bareIpamPool: 'IpamPool.IpamPoolId' }),
  step('ProvisionIpamPoolCidr', (id) => ({
    IpamPoolId: id('bareIpamPool'),
    Cidr: '172.16.0.0/12',
  })),
]
