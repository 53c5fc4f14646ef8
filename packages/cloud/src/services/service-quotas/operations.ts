import { GetAWSDefaultServiceQuota } from './GetAWSDefaultServiceQuota.ts'
import { GetRequestedServiceQuotaChange } from './GetRequestedServiceQuotaChange.ts'
import { GetServiceQuota } from './GetServiceQuota.ts'
import { ListAWSDefaultServiceQuotas } from './ListAWSDefaultServiceQuotas.ts'
import { ListRequestedServiceQuotaChangeHistory } from './ListRequestedServiceQuotaChangeHistory.ts'
import { ListRequestedServiceQuotaChangeHistoryByQuota } from './ListRequestedServiceQuotaChangeHistoryByQuota.ts'
import { ListServiceQuotas } from './ListServiceQuotas.ts'
import { ListServices } from './ListServices.ts'
import { RequestServiceQuotaIncrease } from './RequestServiceQuotaIncrease.ts'
import type { AnyOperation } from '../../engine/operation.ts'

/** What this cloud supports of the service. */
export const operations: readonly AnyOperation[] = [
  GetAWSDefaultServiceQuota,
  GetRequestedServiceQuotaChange,
  GetServiceQuota,
  ListAWSDefaultServiceQuotas,
  ListRequestedServiceQuotaChangeHistory,
  ListRequestedServiceQuotaChangeHistoryByQuota,
  ListServiceQuotas,
  ListServices,
  RequestServiceQuotaIncrease,
]
