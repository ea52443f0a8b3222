package io.parallax.gateway.polymarket.account;

import io.netty.channel.EventLoop;
import io.parallax.config.PolymarketSettings;
import io.parallax.config.SigningSettings;
import io.parallax.gateway.http.HttpLine;
import io.parallax.gateway.http.HttpSettings;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.polymarket.limit.PolymarketTolls;
import io.parallax.gateway.polymarket.order.PrivateCalls;
import io.parallax.gateway.polymarket.signing.OrderSigner;
import io.parallax.gateway.reference.RestReader;

/** One connection to an account, for the length of a command. It can read and nothing else. */
public final class AccountConnection implements AutoCloseable {
    private final HttpLine line;
    private final AccountReader reader;
    private final OrderSigner signer;

    /**
     * Connects in the background.
     *
     * @throws IllegalArgumentException naming the setting that makes no account
     */
    public AccountConnection(PolymarketSettings settings, EventLoop loop, EpochClock clock) {
        signer = new OrderSigner(settings, SigningSettings.unlimited());
        line = new HttpLine(
                HttpSettings.of("polymarket-account", settings.rest())
                        .withHttp(settings.http())
                        .withPool(1, 64),
                loop,
                clock,
                new PolymarketTolls(settings.tier()));
        PrivateCalls calls = new PrivateCalls(line, settings, signer.signerAddress(), clock);
        reader = new AccountReader(new RestReader(line, calls::addHeaders), clock, signer.signatureType());
        line.start();
    }

    public AccountReader reader() {
        return reader;
    }

    /** Address of the signing key. */
    public String signerAddress() {
        return signer.signerAddress();
    }

    /** Address of the wallet that holds the funds. */
    public String funderAddress() {
        return signer.makerAddress();
    }

    @Override
    public void close() {
        line.close();
    }
}
