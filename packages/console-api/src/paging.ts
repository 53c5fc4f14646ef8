/** The members by which an operation pages: how many at most, where from, and where the next page begins. */
export interface PageWords {
  readonly size: string
  readonly from: string
  readonly next: string
}

/** As most operations do. */
export const byToken: PageWords = { size: 'MaxResults', from: 'NextToken', next: 'NextToken' }

/** As those of Savings Plans do. */
export const byNextToken: PageWords = { size: 'maxResults', from: 'nextToken', next: 'nextToken' }

/** As IAM's do. */
export const byMarker: PageWords = { size: 'MaxItems', from: 'Marker', next: 'Marker' }

/** As Elastic Load Balancing's do. */
export const byNextMarker: PageWords = { size: 'PageSize', from: 'Marker', next: 'NextMarker' }

/** As Auto Scaling's do, and CloudWatch's. */
export const byRecords: PageWords = { size: 'MaxRecords', from: 'NextToken', next: 'NextToken' }
