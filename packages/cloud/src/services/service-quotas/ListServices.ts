import type { ListServicesRequest, ListServicesResponse } from '@aws-sdk/client-service-quotas'
import { operation } from '../../engine/operation.ts'
import { pageOf } from './page-of.ts'
import { serviceNames } from './quota.ts'

/**
 * Lists the services that have quotas.
 * @differs EC2, Amazon VPC and EBS.
 */
export const ListServices = operation<ListServicesRequest, ListServicesResponse>(
  'ListServices',
  (_ctx, input) => {
    const all = Object.entries(serviceNames)
    const { items, NextToken } = pageOf(all, input)
    return {
      Services: items.map(([ServiceCode, ServiceName]) => ({ ServiceCode, ServiceName })),
      NextToken,
    }
  },
)
