/// Function URLs: HTTP requests become events, and what functions answer becomes HTTP answers.
@NullMarked
package io.waybill.lambda.url;

import org.jspecify.annotations.NullMarked;
