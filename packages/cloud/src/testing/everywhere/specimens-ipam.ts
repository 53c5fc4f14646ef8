import type { Specimens } from './specimens.ts'
import type { Ids } from './world.ts'

const ipam = (id: Ids) => ({ IpamId: id('ipam') })
const pool = (id: Ids) => ({ IpamPoolId: id('ipamPool') })

export const ipamSpecimens: Specimens = {
  AllocateIpamPoolCidr: (id) => ({ ...pool(id), NetmaskLength: 24 }),
  CreateIpam: () => ({}),
  CreateIpamPool: (id) => ({ IpamScopeId: id('ipamScope'), AddressFamily: 'ipv4' }),
  CreateIpamScope: ipam,
  DeleteIpam: (id) => ({ IpamId: id('bareIpam') }),
  DeleteIpamPool: (id) => ({ IpamPoolId: id('bareIpamPool'), Cascade: true }),
  DeleteIpamScope: (id) => ({ IpamScopeId: id('bareScope') }),
  DeprovisionIpamPoolCidr: (id) => ({ IpamPoolId: id('bareIpamPool'), Cidr: '172.16.0.0/12' }),
  DescribeIpamPools: (id) => ({ IpamPoolIds: [id('ipamPool')] }),
  DescribeIpamResourceDiscoveries: () => ({}),
  DescribeIpamResourceDiscoveryAssociations: () => ({}),
  DescribeIpamScopes: (id) => ({ IpamScopeIds: [id('ipamScope')] }),
  DescribeIpams: (id) => ({ IpamIds: [id('ipam')] }),
  GetIpamPoolAllocations: (id) => ({ ...pool(id), IpamPoolAllocationId: id('ipamAllocation') }),
  GetIpamPoolCidrs: pool,
  ModifyIpam: (id) => ({ ...ipam(id), Description: 'plan' }),
  ModifyIpamPool: (id) => ({ ...pool(id), Description: 'plan' }),
  ModifyIpamScope: (id) => ({ IpamScopeId: id('ipamScope'), Description: 'plan' }),
  ProvisionIpamPoolCidr: (id) => ({ ...pool(id), Cidr: '192.168.0.0/16' }),
  ReleaseIpamPoolAllocation: (id) => ({
    ...pool(id),
    Cidr: '10.200.0.0/16',
    IpamPoolAllocationId: id('ipamAllocation'),
  }),
}
