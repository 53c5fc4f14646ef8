import type { Filter, GetProductsRequest, GetProductsResponse } from '@aws-sdk/client-pricing'
import { operation } from '../../engine/operation.ts'
import { AwsError } from '../../errors.ts'
import { checkService, pageOf } from './page.ts'
import { attributesOf, priceListItem, productsOf, type Product } from './products.ts'

/**
 * Lists instance types with their On-Demand and Reserved prices, as entries of AWS's price list.
 * @differs The products are instances of Linux and Windows; a price that no list of AWS's says begins its description with ≈.
 */
export const GetProducts = operation<GetProductsRequest, GetProductsResponse>(
  'GetProducts',
  (_ctx, { ServiceCode, Filters = [], FormatVersion, ...page }) => {
    checkService(ServiceCode)
    if (FormatVersion !== undefined && FormatVersion !== 'aws_v1') {
      throw new AwsError('InvalidParameterException', `There is no format ${FormatVersion}.`)
    }
    const term = Filters.find(({ Field }) => Field === 'termType')?.Value
    const terms = term === 'OnDemand' || term === 'Reserved' ? term : undefined
    const { items, NextToken } = pageOf(matching(Filters), page)
    return {
      FormatVersion: 'aws_v1',
      PriceList: items.map((product) => priceListItem(product, terms)),
      NextToken,
    }
  },
)

function* matching(filters: readonly Filter[]): Generator<Product> {
  const tests = filters.map(readFilter)
  const asked = (name: string): readonly string[] | undefined => {
    const own = filters.filter(({ Field, Type }) => Field === name && isExact(Type))
    return own.length === 0 ? undefined : own.map(({ Value = '' }) => Value)
  }
  for (const product of productsOf(asked)) {
    const attributes = {
      ...attributesOf(product),
      productFamily: 'Compute Instance',
    }
    if (tests.every((test) => test(attributes))) yield product
  }
}

const isExact = (type: Filter['Type']): boolean => type === 'TERM_MATCH' || type === 'EQUALS'

/** Of an attribute that products do not have, nothing matches: as with AWS. */
function readFilter({
  Type,
  Field = '',
  Value = '',
}: Filter): (attributes: Readonly<Record<string, string>>) => boolean {
  if (Field === 'termType') return () => Value === 'OnDemand' || Value === 'Reserved'
  const asked = Value.toLowerCase()
  const some = asked.split(',').map((one) => one.trim())
  return (attributes) => {
    const own = attributes[Field === 'ServiceCode' ? 'servicecode' : Field]?.toLowerCase()
    if (own === undefined) return false
    switch (Type) {
      case 'CONTAINS':
        return own.includes(asked)
      case 'ANY_OF':
        return some.includes(own)
      case 'NONE_OF':
        return !some.includes(own)
      default:
        return own === asked
    }
  }
}
