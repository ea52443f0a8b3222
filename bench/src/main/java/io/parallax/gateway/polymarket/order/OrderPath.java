package io.parallax.gateway.polymarket.order;

import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.SignAheadDecoder;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.config.PolymarketSettings;
import io.parallax.gateway.polymarket.signing.ClobOrder;
import io.parallax.gateway.polymarket.signing.ExchangeDomain;
import io.parallax.gateway.polymarket.signing.OrderSigner;
import io.parallax.gateway.polymarket.signing.OrderTerms;
import io.parallax.gateway.polymarket.signing.RequestMac;
import org.agrona.DirectBuffer;

/**
 * The steps of {@link OrderSender} from a command to the body and its authentication, ready for the socket, without table and
 * line: an immediate buy.
 */
public final class OrderPath {
    private static final long SESSION = 20_260_930;
    private static final long SECONDS = 1_790_766_966L;

    private final OrderSigner signer;
    private final RequestMac mac;
    private final OrderBody body;
    private final String tokenId;
    private final byte[] token;
    private final long tickMicros;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SubmitOrderDecoder submit = new SubmitOrderDecoder();
    private final SignAheadDecoder ahead = new SignAheadDecoder();
    private final OrderTerms terms = new OrderTerms();
    private final ClobOrder order = new ClobOrder();
    private final byte[] hash = new byte[OrderSigner.HASH_LENGTH];
    private final byte[] signature;
    private final byte[] authentication = new byte[RequestMac.SIGNATURE_LENGTH];

    /** @param token the word of {@code tokenId} */
    public OrderPath(PolymarketSettings settings, OrderSigner signer, String tokenId, byte[] token, long tickMicros) {
        this.signer = signer;
        this.tokenId = tokenId;
        this.token = token;
        this.tickMicros = tickMicros;
        mac = new RequestMac(settings.apiSecret());
        signature = new byte[signer.signatureLength()];
        body = new OrderBody(
                signer.makerAddress(),
                signer.orderSignerAddress(),
                signer.signatureType(),
                settings.apiKey().reveal());
    }

    /** A {@code SubmitOrder} to a signature. */
    public void sign(DirectBuffer command, long nowNs) {
        prepare(terms.read(submit.wrapAndApplyHeader(command, 0, header)));
        if (!signer.sign(ExchangeDomain.CTF_V2, order, nowNs, nowNs, hash, signature)) {
            throw new IllegalStateException(signer.refusal());
        }
    }

    /** A {@code SubmitOrder} to body and authentication; the length of the body. */
    public int toBytes(DirectBuffer command, long nowNs) {
        sign(command, nowNs);
        return write();
    }

    /** Body and authentication of the order that was signed last. */
    public int write() {
        int length = body.encode(order, tokenId, signature, OrderKind.FOK, 0, false);
        mac.sign(SECONDS, "POST", "/order", body.buffer(), 0, length, authentication, 0);
        return length;
    }

    /** Signs and keeps. */
    public void signAhead(DirectBuffer command, long nowNs, long validUntilNs) {
        prepare(terms.read(ahead.wrapAndApplyHeader(command, 0, header)));
        if (!signer.signAhead(ExchangeDomain.CTF_V2, order, validUntilNs, nowNs)) {
            throw new IllegalStateException(signer.refusal());
        }
    }

    /** The hash of the order alone. */
    public void hash() {
        signer.hash(ExchangeDomain.CTF_V2, order, hash);
    }

    private void prepare(OrderTerms wanted) {
        long price = wanted.priceMicros();
        long maker = Amounts.spendFloor(price, wanted.qtyMicros(), wanted.notionalMicros());
        long taker = Amounts.boughtFloor(maker, price, Amounts.takerStepMicros(tickMicros));
        order.follow(wanted, SESSION, token, maker, taker);
    }

    public ClobOrder order() {
        return order;
    }

    /** Of the order hashed or signed last; not to be written to. */
    public byte[] orderHash() {
        return hash;
    }

    /** Of the order signed last; not to be written to. */
    public byte[] signature() {
        return signature;
    }

    /** The body written last. */
    public byte[] body() {
        return body.buffer();
    }
}
